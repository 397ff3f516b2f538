package io.httpstream.transport.jdk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.testbed.TestTls;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JdkTransportTest {
  private static RawServer answering() throws IOException {
    return new RawServer(
        peer -> {
          while (true) {
            peer.head();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
  }

  @Test
  void theProviderIsFoundByTheServiceLoader() {
    List<String> names =
        ServiceLoader.load(TransportProvider.class).stream().map(p -> p.get().name()).toList();
    assertEquals(List.of("jdk"), names);
  }

  @Test
  void aClientThatBreaksARuleIsRefused() {
    refused(HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL), "redirects");
    refused(HttpClient.newBuilder().authenticator(new Authenticator() {}), "authenticator");
    refused(HttpClient.newBuilder().cookieHandler(new CookieManager()), "cookie");
  }

  private static void refused(HttpClient.Builder builder, String why) {
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> JdkTransport.of(builder.build()));
    assertTrue(thrown.getMessage().contains(why), thrown::getMessage);
  }

  @Test
  void aCustomizedClientIsHeldToTheSameRules() {
    assertThrows(
        IllegalArgumentException.class,
        () -> JdkTransport.customize(b -> b.followRedirects(HttpClient.Redirect.ALWAYS)));
  }

  /** RFC 9112, section 9.8: without a close_notify the body is cut. */
  @Test
  void aContextThatACustomizedClientBringsAlongIsTrustedAndTellsACutWire() throws Exception {
    TestTls tls = TestTls.ofLoopback();
    SSLContext context = tls.trusting();
    try (RawServer server =
            tls.server(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\n\r\nhello");
                  peer.cut();
                });
        JdkTransport transport = JdkTransport.customize(b -> b.sslContext(context));
        Response response =
            transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall())) {
      assertEquals("hello", new String(response.body().readNBytes(5), US_ASCII));
      assertThrows(SSLException.class, () -> response.body().read());
    }
  }

  @Test
  void aSuppliedClientIsNotClosed() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try (RawServer server = answering()) {
      JdkTransport.of(client).close();
      try (JdkTransport again = JdkTransport.of(client)) {
        assertEquals("ok", text(again, server.uri()));
      }
    }
  }

  private static String text(JdkTransport transport, URI uri) throws IOException {
    try (Response response = transport.exchange(Bodies.request("GET", uri, 0), new TestCall())) {
      return response.text();
    }
  }

  @Test
  void aClosedTransportRefusesToWork() {
    JdkTransport transport = JdkTransport.create();
    transport.close();
    transport.close();
    assertThrows(
        IllegalStateException.class, () -> text(transport, URI.create("http://localhost:1/")));
  }

  @Test
  void noThreadIsLeftAfterClose() throws Exception {
    List<Thread> before = clientThreads();
    try (RawServer server = answering()) {
      JdkTransport transport = JdkTransport.create();
      text(transport, server.uri());
      transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
      transport.close();
    }
    List<Thread> left = clientThreads();
    for (int i = 0; i < 100 && !before.containsAll(left); i++) {
      System.gc();
      Thread.sleep(100);
      left = clientThreads();
    }
    assertTrue(before.containsAll(left), "left over: " + left);
  }

  private static List<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("HttpClient-.*|httpstream-jdk-.*"))
        .toList();
  }

  @Test
  void failuresToConnectAreToldByTheExceptionsOfJavaNet() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    try (JdkTransport transport = JdkTransport.create();
        RawServer server = RawServer.withoutTls()) {
      assertThrows(
          ConnectException.class, () -> text(transport, URI.create("http://localhost:" + unused)));
      assertThrows(
          UnknownHostException.class, () -> text(transport, URI.create("http://no.invalid/")));
      assertThrows(
          SSLException.class,
          () -> text(transport, URI.create("https://" + server.authority() + "/")));
    }
  }

  @Test
  void theConnectTimeoutCoversTls() throws Exception {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd);
        JdkTransport transport =
            JdkTransport.create(
                TransportConfig.defaults().connectTimeout(Duration.ofMillis(300)))) {
      assertThrows(
          SocketTimeoutException.class,
          () -> text(transport, URI.create("https://" + server.authority() + "/")));
    }
  }

  @Test
  void anUploadThatFindsNoConnectionFailsInTheSameWayAndIsNotStarted() throws Exception {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd);
        JdkTransport transport =
            JdkTransport.create(TransportConfig.defaults().connectTimeout(Duration.ofMillis(300)));
        JdkTransport patient = JdkTransport.create()) {
      TestCall call = new TestCall();
      URI silent = URI.create("https://" + server.authority() + "/");
      assertThrows(
          SocketTimeoutException.class,
          () -> transport.exchange(Bodies.request("POST", silent, -1), call));
      assertThrows(
          UnknownHostException.class,
          () ->
              patient.exchange(Bodies.request("POST", URI.create("http://no.invalid/"), -1), call));
      assertEquals(0, call.written.get());
      assertEquals(List.of(Phase.CONNECTING, Phase.CONNECTING), call.phases);
    }
  }
}
