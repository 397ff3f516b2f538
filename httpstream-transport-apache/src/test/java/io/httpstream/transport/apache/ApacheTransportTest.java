package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.transport.Capability;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@org.junit.jupiter.api.Timeout(60)
class ApacheTransportTest {
  private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private static RawServer answering() throws IOException {
    return new RawServer(
        peer -> {
          while (true) {
            peer.head();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
  }

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
      try (RawServer server = new RawServer(peer -> peer.send("HTTP/1.1 400 No TLS\r\n\r\n"))) {
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

  @Test
  void aCustomisedClientKeepsTheDefaultsAndHeedsTheChanges() throws Exception {
    AtomicInteger resolved = new AtomicInteger();
    try (RawServer server = answering();
        Transport transport =
            ApacheTransport.customize(
                connections ->
                    connections.setDnsResolver(
                        new org.apache.hc.client5.http.SystemDefaultDnsResolver() {
                          @Override
                          public java.net.InetAddress[] resolve(String host)
                              throws UnknownHostException {
                            resolved.incrementAndGet();
                            return super.resolve("127.0.0.1");
                          }
                        }),
                client ->
                    client.addRequestInterceptorFirst(
                        (request, entity, context) -> request.addHeader("X-Mine", "1")))) {
      assertEquals(
          Set.of(Capability.GET_WITH_BODY, Capability.SSL_CONTEXT), transport.capabilities());
      URI uri = URI.create("http://made.invalid:" + server.uri().getPort() + "/");
      assertEquals("ok", text(transport, uri));
      assertEquals(1, resolved.get());
      IOException broken = new IOException("the source is broken");
      assertSame(broken, UploadTest.failing(transport, -1, broken));
    }
  }

  @Test
  void aProxyOfTheCustomisedClientIsUsed() throws Exception {
    try (RawServer proxy = answering();
        Transport transport =
            ApacheTransport.customize(
                client ->
                    client.setProxy(new HttpHost("http", "127.0.0.1", proxy.uri().getPort())))) {
      assertEquals("ok", text(transport, URI.create("http://elsewhere.invalid/")));
    }
  }

  @Test
  void connectionsThatAreNotOursAreRefused() throws Exception {
    try (RawServer server = answering();
        PoolingHttpClientConnectionManager other = new PoolingHttpClientConnectionManager()) {
      List<Transport> refused =
          List.of(
              ApacheTransport.customize(client -> client.setConnectionManager(other)),
              ApacheTransport.customize(
                  client -> client.setRequestExecutor(new HttpRequestExecutor())));
      for (Transport transport : refused) {
        IllegalStateException thrown =
            assertThrows(IllegalStateException.class, () -> text(transport, server.uri()));
        assertTrue(thrown.getMessage().contains("ApacheTransport.of"), thrown::getMessage);
        transport.close();
      }
    }
  }

  // ---- of

  @Test
  void aSuppliedClientIsNotClosed() throws Exception {
    try (RawServer server = answering();
        CloseableHttpClient client = HttpClients.createDefault()) {
      ApacheTransport.of(client).close();
      try (Transport again = ApacheTransport.of(client)) {
        assertEquals("ok", text(again, server.uri()));
        assertEquals(Set.of(Capability.GET_WITH_BODY), again.capabilities());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5})
  void aWriterThatFailsNeverLooksCompleteOnASuppliedClient(int length) throws Exception {
    try (CloseableHttpClient client = HttpClients.createDefault();
        Transport transport = ApacheTransport.of(client)) {
      IOException cause = new IOException("the source is broken");
      assertSame(cause, UploadTest.failing(transport, length, cause));
      AssertionError error = new AssertionError("an error must not close the client's pool");
      assertSame(error, UploadTest.failing(transport, length, error));
      try (RawServer server = answering()) {
        assertEquals("ok", text(transport, server.uri()));
      }
    }
  }

  @Test
  void theLimitsOfASuppliedClientAreHeeded() throws Exception {
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd);
        CloseableHttpClient client =
            HttpClients.custom()
                .setDefaultRequestConfig(
                    RequestConfig.custom().setResponseTimeout(Timeout.ofMilliseconds(200)).build())
                .build();
        Transport transport = ApacheTransport.of(client)) {
      assertThrows(SocketTimeoutException.class, () -> text(transport, server.uri()));
    }
  }

  @Test
  void aSuppliedPoolThatIsExhaustedIsAFailureOfTheLease() throws Exception {
    PoolingHttpClientConnectionManager one =
        PoolingHttpClientConnectionManagerBuilder.create().setMaxConnTotal(1).build();
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.head();
                  peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
                  peer.awaitEnd();
                });
        CloseableHttpClient client =
            HttpClients.custom()
                .setConnectionManager(one)
                .setDefaultRequestConfig(
                    RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.ofMilliseconds(100))
                        .build())
                .build();
        Transport transport = ApacheTransport.of(client);
        Response held =
            transport.exchange(Bodies.request("GET", server.uri(), 0), new TestCall())) {
      assertEquals('o', held.body().read());
      TestCall call = new TestCall();
      IOException thrown =
          assertThrows(
              IOException.class,
              () -> transport.exchange(Bodies.request("GET", server.uri(), 0), call));
      assertInstanceOf(SocketTimeoutException.class, thrown);
      assertEquals(Phase.LEASING, call.phases.get(call.phases.size() - 1));
    }
  }
}
