package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.testbed.Bodies;
import io.httpstream.testbed.FullServer;
import io.httpstream.testbed.RawServer;
import io.httpstream.testbed.TestCall;
import io.httpstream.transport.Capability;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportProvider;
import java.io.File;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import okhttp3.Authenticator;
import okhttp3.Cache;
import okhttp3.ConnectionPool;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(60)
class OkHttpTransportTest {
  private static RawServer answering() throws IOException {
    return new RawServer(
        peer -> {
          while (true) {
            peer.head();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
          }
        });
  }

  private static String text(OkHttpTransport transport, URI uri) throws IOException {
    try (Response response = transport.exchange(Bodies.request("GET", uri, 0), new TestCall())) {
      return response.text();
    }
  }

  private static OkHttpClient built(Consumer<OkHttpClient.Builder> change) {
    OkHttpClient.Builder builder = fitting();
    change.accept(builder);
    return builder.build();
  }

  private static final class EmptyJar implements CookieJar {
    @Override
    public List<Cookie> loadForRequest(HttpUrl url) {
      return List.of();
    }

    @Override
    public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {}
  }

  private static OkHttpClient.Builder fitting() {
    return new OkHttpClient.Builder().followRedirects(false).retryOnConnectionFailure(false);
  }

  @Test
  void theProviderIsFoundByTheServiceLoader() {
    List<String> names =
        ServiceLoader.load(TransportProvider.class).stream().map(p -> p.get().name()).toList();
    assertEquals(List.of("okhttp"), names);
  }

  @Test
  void aClientThatBreaksARuleIsRefused() {
    refused(b -> b.followRedirects(true), "redirects");
    refused(b -> b.retryOnConnectionFailure(true), "again");
    refused(b -> b.authenticator((route, response) -> null), "authenticator");
    refused(b -> b.cookieJar(new EmptyJar()), "cookie");
    refused(b -> b.cache(new Cache(new File("unused"), 1)), "cache");
    OkHttpTransport.of(fitting().proxyAuthenticator(Authenticator.NONE).build()).close();
  }

  private static void refused(Consumer<OkHttpClient.Builder> change, String why) {
    for (var making :
        List.<Executable>of(
            () -> OkHttpTransport.of(built(change)), () -> OkHttpTransport.customize(change))) {
      IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, making);
      assertTrue(thrown.getMessage().contains(why), thrown::getMessage);
    }
  }

  @Test
  void anotherProtocolIsRefusedWhereItIsAskedForAndNotHeededWhereItIsTheDefault() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            OkHttpTransport.customize(
                b -> b.protocols(List.of(Protocol.HTTP_2, Protocol.HTTP_1_1))));
    OkHttpTransport.of(fitting().build()).close();
  }

  @Test
  void capabilitiesDependOnWhoHasMadeTheClient() {
    assertEquals(
        Set.of(Capability.EARLY_RESPONSE, Capability.SSL_CONTEXT, Capability.IDLE_TIMEOUT),
        OkHttpTransport.create().capabilities());
    assertEquals(Set.of(), OkHttpTransport.of(fitting().build()).capabilities());
  }

  @Test
  void aSuppliedClientIsNeitherClosedNorChangedAndItsInterceptorsAreHeeded() throws Exception {
    AtomicInteger heeded = new AtomicInteger();
    Interceptor interceptor =
        chain -> {
          heeded.incrementAndGet();
          return chain.proceed(chain.request());
        };
    OkHttpClient client =
        fitting().addInterceptor(interceptor).addNetworkInterceptor(interceptor).build();
    try (RawServer server = answering()) {
      OkHttpTransport first = OkHttpTransport.of(client);
      assertEquals("ok", text(first, server.uri()));
      first.close();
      try (OkHttpTransport again = OkHttpTransport.of(client)) {
        assertEquals("ok", text(again, server.uri()));
      }
      assertEquals(4, heeded.get());
      assertEquals(1, client.interceptors().size());
      assertTrue(client.connectionPool().connectionCount() > 0);
      client.connectionPool().evictAll();
    }
  }

  @Test
  void socketsOfAnotherFactoryWorkAsWell() throws Exception {
    AtomicInteger connections = new AtomicInteger();
    try (RawServer server =
            new RawServer(
                peer -> {
                  connections.incrementAndGet();
                  for (int i = 0; i < 3; i++) {
                    peer.head();
                    peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                  }
                });
        OkHttpTransport transport =
            OkHttpTransport.customize(b -> b.socketFactory(new PlainSockets()))) {
      for (int i = 0; i < 6; i++) {
        assertEquals("ok", text(transport, server.uri()));
        if (i == 2) {
          server.awaitClosed();
        }
      }
      assertEquals(2, connections.get());
    }
  }

  @Test
  void aPoolThatTheUserBringsIsLeftAlone() throws Exception {
    ConnectionPool pool = new ConnectionPool();
    try (RawServer server = answering()) {
      try (OkHttpTransport transport = OkHttpTransport.customize(b -> b.connectionPool(pool))) {
        text(transport, server.uri());
      }
      assertEquals(1, pool.connectionCount());
      pool.evictAll();
    }
  }

  @Test
  void aClosedTransportRefusesToWorkAndHasClosedItsConnections() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              peer.awaitEnd();
              ended.countDown();
            })) {
      OkHttpTransport transport = OkHttpTransport.create();
      text(transport, server.uri());
      transport.close();
      transport.close();
      assertTrue(ended.await(10, TimeUnit.SECONDS));
      assertThrows(IllegalStateException.class, () -> text(transport, server.uri()));
    }
  }

  @Test
  void failuresToConnectAreToldByTheExceptionsOfJavaNet() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    try (OkHttpTransport transport = OkHttpTransport.create();
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
  void theConnectTimeoutIsHeeded() throws Exception {
    try (FullServer full = new FullServer();
        OkHttpTransport transport =
            OkHttpTransport.create(
                TransportConfig.defaults().connectTimeout(Duration.ofMillis(300)))) {
      TestCall call = new TestCall();
      assertThrows(
          SocketTimeoutException.class,
          () -> transport.exchange(Bodies.request("POST", full.uri(), -1), call));
      assertEquals(0, call.written.get());
      assertEquals(List.of(Phase.CONNECTING), call.phases);
    }
  }

  @Test
  void phasesAreToldAsTheyBegin() throws Exception {
    try (RawServer server = answering();
        OkHttpTransport transport = OkHttpTransport.create()) {
      TestCall call = new TestCall();
      transport.exchange(Bodies.request("GET", server.uri(), 0), call).close();
      assertEquals(List.of(Phase.CONNECTING, Phase.AWAITING), call.phases);
    }
  }
}
