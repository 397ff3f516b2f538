package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.junit.jupiter.api.Test;

@org.junit.jupiter.api.Timeout(60)
class ApacheTransportTest {
  private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private static String text(Transport transport, URI uri) throws IOException {
    try (Response response = transport.exchange(Bodies.request("GET", uri, 0), new TestCall())) {
      return response.text();
    }
  }

  @Test
  void theProviderIsFoundByTheServiceLoader() {
    List<String> names =
        ServiceLoader.load(TransportProvider.class).stream().map(p -> p.get().name()).toList();
    assertEquals(List.of("apache"), names);
  }

  @Test
  void aClosedTransportRefusesToWork() {
    Transport transport = ApacheTransport.create();
    transport.close();
    transport.close();
    assertThrows(
        IllegalStateException.class, () -> text(transport, URI.create("http://localhost:1/")));
  }

  @Test
  void closingEndsWhatIsInFlightAndClosesItsConnection() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx");
              peer.awaitEnd();
              ended.countDown();
            })) {
      Transport transport = ApacheTransport.create();
      Response response =
          transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall());
      assertEquals('x', response.body().read());
      CompletableFuture<IOException> failure = new CompletableFuture<>();
      RawServer.daemon(
          () -> failure.complete(assertThrows(IOException.class, () -> response.body().read())));
      transport.close();
      failure.get(5, TimeUnit.SECONDS);
      assertTrue(ended.await(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void failuresToConnectAreToldByTheExceptionsOfJavaNet() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    CloseableHttpClient supplied = HttpClients.createDefault();
    for (Transport transport : List.of(ApacheTransport.create(), ApacheTransport.of(supplied))) {
      try (RawServer server = RawServer.withoutTls()) {
        assertSame(
            ConnectException.class,
            assertThrows(
                    IOException.class,
                    () -> text(transport, URI.create("http://localhost:" + unused)))
                .getClass());
        assertThrows(
            UnknownHostException.class, () -> text(transport, URI.create("http://no.invalid/")));
        assertThrows(
            SSLException.class,
            () -> text(transport, URI.create("https://" + server.authority() + "/")));
      }
      transport.close();
    }
  }

  @Test
  void theConnectTimeoutCoversTls() throws Exception {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd);
        Transport transport =
            ApacheTransport.create(
                TransportConfig.defaults().connectTimeout(Duration.ofMillis(300)))) {
      TestCall call = new TestCall();
      URI uri = URI.create("https://" + server.authority() + "/");
      assertThrows(
          SocketTimeoutException.class,
          () -> transport.exchange(Bodies.request("POST", uri, -1), call));
      assertEquals(0, call.written.get());
      assertEquals(List.of(Phase.LEASING, Phase.CONNECTING, Phase.HANDSHAKING), call.phases);
    }
  }

  @Test
  void anAddressOfIpv6IsConnectedTo() throws Exception {
    CompletableFuture<String> head = new CompletableFuture<>();
    try (ServerSocket six =
            new ServerSocket(0, 1, java.net.InetAddress.getByAddress(IPV6_LOOPBACK));
        Transport transport = ApacheTransport.create()) {
      RawServer.daemon(
          () -> {
            try (java.net.Socket socket = six.accept()) {
              RawServer.Peer peer = new RawServer.Peer(socket);
              head.complete(peer.head());
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            } catch (IOException e) {
              head.completeExceptionally(e);
            }
          });
      URI uri = URI.create("http://[::1]:" + six.getLocalPort() + "/");
      assertEquals("ok", text(transport, uri));
      assertTrue(head.get().contains("\r\nHost: " + uri.getAuthority() + "\r\n"), head.get());
    } catch (java.net.BindException noIpv6) {
      // Nothing to see here.
    }
  }

  @Test
  void aHundredExchangesAtOnceEachHaveAConnection() throws Exception {
    CountDownLatch all = new CountDownLatch(100);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  all.countDown();
                  all.await();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  peer.head();
                });
        Transport transport = ApacheTransport.create()) {
      List<CompletableFuture<String>> texts = new java.util.ArrayList<>();
      for (int i = 0; i < 100; i++) {
        CompletableFuture<String> text = new CompletableFuture<>();
        texts.add(text);
        RawServer.daemon(
            () -> {
              try {
                text.complete(text(transport, server.uri()));
              } catch (Throwable e) {
                text.completeExceptionally(e);
              }
            });
      }
      for (CompletableFuture<String> text : texts) {
        assertEquals("ok", text.get());
      }
    }
  }

  // ---- customize

  // ---- of
}
