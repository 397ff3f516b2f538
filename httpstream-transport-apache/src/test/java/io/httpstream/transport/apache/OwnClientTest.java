package io.httpstream.transport.apache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
class OwnClientTest {
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
      assertEquals(Set.of(Capability.values()), transport.capabilities());
      URI uri = URI.create("http://made.invalid:" + server.uri().getPort() + "/");
      assertEquals("ok", text(transport, uri));
      assertEquals(1, resolved.get());
      IOException broken = new IOException("the source is broken");
      assertSame(broken, WriterFailureTest.failing(transport, -1, broken));
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
      assertSame(cause, WriterFailureTest.failing(transport, length, cause));
      AssertionError error = new AssertionError("an error must not close the client's pool");
      assertSame(error, WriterFailureTest.failing(transport, length, error));
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
