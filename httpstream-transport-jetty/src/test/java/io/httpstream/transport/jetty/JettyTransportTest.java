package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.FullServer;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.http.HttpCookieStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@SuppressWarnings("try") // Closing an HttpClient of Jetty may be interrupted.
class JettyTransportTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static String text(Transport transport, URI uri) throws IOException {
    try (Response response = transport.exchange(Bodies.request("GET", uri, 0), new TestCall())) {
      return response.text();
    }
  }

  @Test
  void theProviderIsFoundByTheServiceLoader() {
    List<TransportProvider> found =
        ServiceLoader.load(TransportProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();
    assertEquals(List.of("jetty"), found.stream().map(TransportProvider::name).toList());
    try (Transport transport = found.get(0).create(TransportConfig.defaults())) {
      assertEquals(Set.of(Capability.values()), transport.capabilities());
    }
  }

  // ---- a client of somebody else's

  /** A client that is made as the messages of refusals say. */
  private static HttpClient supplied(Consumer<HttpClient> change) throws Exception {
    HttpClient client = new HttpClient();
    client.setFollowRedirects(false);
    client.setDefaultRequestContentType(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setMaxResponseHeadersSize(100_000);
    change.accept(client);
    client.start();
    client.getContentDecoderFactories().clear();
    client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
    return client;
  }

  @Test
  void aClientIsRefusedUntilEachRemedyWasTaken() throws Exception {
    try (HttpClient client = new HttpClient()) {
      refused(client, "start()");
      client.start();
      refused(client, "setFollowRedirects(false)");
      client.setFollowRedirects(false);
      refused(client, "setDefaultRequestContentType(null)");
      client.setDefaultRequestContentType(null);
      refused(client, "getContentDecoderFactories().clear()");
      client.getContentDecoderFactories().clear();
      refused(client, "setHttpCookieStore(new HttpCookieStore.Empty())");
      client.stop();
      client.setHttpCookieStore(new HttpCookieStore.Empty());
      client.start();
      client.getContentDecoderFactories().clear();
      refused(client, "setMaxResponseHeadersSize");
      client.setMaxResponseHeadersSize(100_000);
      refused(client, "remove(\"" + WWWAuthenticationProtocolHandler.NAME + "\")");
      client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
      JettyTransport.of(client).close();
    }
  }

  private static void refused(HttpClient client, String remedy) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> JettyTransport.of(client));
    assertTrue(thrown.getMessage().contains(remedy), thrown::getMessage);
  }

  @Test
  void aSuppliedClientSendsWhatWasAskedForAndIsNotStopped() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (HttpClient client = supplied(unchanged -> {});
        RawServer server =
            new RawServer(
                peer -> {
                  while (true) {
                    head.complete(peer.head());
                    peer.sumOfChunks();
                    peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 104 Odd\r\n\r\n" + OK);
                  }
                })) {
      for (int i = 0; i < 2; i++) {
        try (Transport transport = JettyTransport.of(client)) {
          assertEquals(
              Set.of(Capability.EARLY_RESPONSE, Capability.GET_WITH_BODY),
              transport.capabilities());
          TestCall call =
              new TestCall(
                  wire -> {
                    byte[] buffer = wire.emit(new byte[100], 100);
                    wire.pass(buffer, 50, 50);
                    return true;
                  });
          try (Response response =
              transport.exchange(Bodies.request("PATCH", server.uri("/a"), -1), call)) {
            assertEquals("ok", response.text());
          }
        }
        assertTrue(client.isStarted());
      }
      assertEquals(
          String.join(
              "\r\n",
              "PATCH /a HTTP/1.1",
              "Host: " + server.authority(),
              "User-Agent: test",
              "Transfer-Encoding: chunked",
              "",
              ""),
          head.get());
    }
  }

  @Test
  void exchangesOverASuppliedClientAreEndedOnClose() throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    try (HttpClient client = supplied(unchanged -> {});
        RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc");
                  peer.awaitEnd();
                  ended.complete(true);
                })) {
      Transport transport = JettyTransport.of(client);
      Response response =
          transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
      transport.close();
      assertThrows(IOException.class, () -> response.body().readAllBytes());
      assertTrue(ended.get());
      assertTrue(client.isStarted());
    }
  }

  // ---- a client of our own that somebody has changed

  @Test
  void whatBreaksARuleIsRefusedAndNothingIsLeftBehind() {
    List<Thread> before = clientThreads();
    for (Consumer<HttpClient> change :
        List.<Consumer<HttpClient>>of(
            client -> client.setFollowRedirects(true),
            client -> client.setDefaultRequestContentType("a/b"),
            client -> client.setHttpCookieStore(new HttpCookieStore.Default()),
            client -> client.setMaxResponseHeadersSize(-1))) {
      assertThrows(IllegalArgumentException.class, () -> JettyTransport.customize(change));
    }
    assertThrows(
        ArithmeticException.class,
        () ->
            JettyTransport.customize(
                client -> {
                  throw new ArithmeticException();
                }));
    assertTrue(before.containsAll(clientThreads()));
  }

  @Test
  void aChangeIsHeeded() throws Exception {
    try (RawServer server = RawServer.answering(OK);
        Transport transport = JettyTransport.customize(client -> client.setUserAgentField(null))) {
      assertEquals("ok", text(transport, server.uri()));
    }
    try (RawServer server =
            RawServer.answering("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(500) + "\r\n\r\n");
        Transport transport =
            JettyTransport.customize(client -> client.setMaxResponseHeadersSize(400))) {
      assertThrows(IOException.class, () -> text(transport, server.uri()));
    }
  }

  // ---- closing

  @Test
  void aClosedTransportRefusesToWork() {
    JettyTransport transport = JettyTransport.create();
    transport.close();
    transport.close();
    assertThrows(
        IllegalStateException.class, () -> text(transport, URI.create("http://localhost:1/")));
  }

  @Test
  void noThreadIsLeftAfterCloseWhateverIsOpen() throws Exception {
    List<Thread> before = clientThreads();
    try (RawServer server = RawServer.answering(OK)) {
      Transport transport = JettyTransport.create();
      URI byName = URI.create("http://localhost:" + server.uri().getPort() + "/");
      if (InetAddress.getByName("localhost").equals(InetAddress.getLoopbackAddress())) {
        assertEquals("ok", text(transport, byName));
      }
      Response unused = transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
      assertFalse(before.containsAll(clientThreads()));
      assertTrue(clientThreads().stream().allMatch(Thread::isDaemon));
      transport.close();
    }
    List<Thread> left = clientThreads();
    for (int i = 0; i < 100 && !before.containsAll(left); i++) {
      Thread.sleep(100);
      left = clientThreads();
    }
    assertTrue(before.containsAll(left), "left over: " + left);
  }

  private static List<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("httpstream-jetty"))
        .toList();
  }

  // ---- connecting

  @Test
  void failuresToConnectAreToldByTheExceptionsOfJavaNet() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    try (Transport transport = JettyTransport.create()) {
      assertThrows(
          ConnectException.class, () -> text(transport, URI.create("http://127.0.0.1:" + unused)));
      TestCall call = new TestCall(wire -> true);
      assertThrows(
          UnknownHostException.class,
          () ->
              transport.exchange(
                  Bodies.request("POST", URI.create("http://no.invalid/"), -1), call));
      assertEquals(0, call.written.get());
      assertEquals(List.of(Phase.LEASING, Phase.CONNECTING), call.phases);
    }
  }

  private static final Duration CONNECT = Duration.ofSeconds(1);

  private static Transport connectingForOneSecond() {
    return JettyTransport.create(TransportConfig.defaults().connectTimeout(CONNECT));
  }

  @Test
  void theConnectTimeoutOfTheConfigurationIsHeeded() throws Exception {
    try (FullServer port = new FullServer();
        Transport transport = connectingForOneSecond()) {
      assertThrows(SocketTimeoutException.class, () -> text(transport, port.uri()));
    }
  }

  @Test
  void aConnectionThatWasGivenUpDoesNotFailAnExchangeThatHasItsOwnComing() throws Exception {
    try (FullServer port = new FullServer();
        Transport transport = connectingForOneSecond()) {
      TestCall first = new TestCall();
      Thread aborted =
          RawServer.daemon(
              () -> transport.exchange(Bodies.request("GET", port.uri(), 0), first).close());
      first.abort();
      aborted.join();
      // Else both connections would time out at the same time.
      Thread.sleep(400);
      long started = System.nanoTime();
      assertThrows(SocketTimeoutException.class, () -> text(transport, port.uri()));
      assertTrue(System.nanoTime() - started >= CONNECT.toNanos());
    }
  }

  @Test
  void anExchangeMayBeSilentForLongerThanAnIdleConnection() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  Thread.sleep(1_500);
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                  Thread.sleep(1_500);
                  peer.send("k");
                  peer.awaitEnd();
                });
        Transport transport = JettyTransport.customize(client -> client.setIdleTimeout(1_000))) {
      assertEquals("ok", text(transport, server.uri()));
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send(OK);
                  peer.awaitEnd();
                  closed.complete(true);
                });
        Transport transport = JettyTransport.customize(client -> client.setIdleTimeout(1_000))) {
      assertEquals("ok", text(transport, server.uri()));
      assertTrue(closed.get());
    }
  }
}
