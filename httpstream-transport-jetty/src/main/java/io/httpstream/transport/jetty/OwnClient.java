package io.httpstream.transport.jetty;

import io.httpstream.message.Limits;
import io.httpstream.transport.TransportConfig;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/** A client that was made for one transport, with all that Jetty does of its own accord off. */
record OwnClient(HttpClient client, ResolverThreads resolvers) {
  private static final int MOST_THREADS = 32;
  private static final int LEAST_THREADS = 2;
  private static final int IDLE_THREAD_MILLIS = 10_000;
  private static final int STOP_MILLIS = 2_000;
  private static final Duration IDLE_TIME = Duration.ofSeconds(30);

  /** Jetty would keep what it knows of an origin for ever. */
  private static final long IDLE_ORIGIN_MILLIS = 60_000;

  /** Of the buffers that are kept, as Jetty has it. */
  private static final int BUFFER_STEP = 2048;

  private static final int LARGEST_BUFFER = 65536;

  private static final int REQUEST_HEADERS = 1 << 20;

  /** As many as the JDK's client takes; without a bound Jetty would take all. */
  static final int RESPONSE_HEADERS = 384 * 1024;

  static OwnClient start(TransportConfig config, Consumer<HttpClient> changes) {
    HttpClient client = new HttpClient(new OriginTransport(connector(config)));
    ResolverThreads resolvers = new ResolverThreads();
    configure(client, config, resolvers);
    OwnClient own = new OwnClient(client, resolvers);
    try {
      changes.accept(client);
      client.setByteBufferPool(views(client.getByteBufferPool()));
      ClientRules.checkUnstarted(client);
      client.start();
      // Starting has filled both.
      client.getContentDecoderFactories().clear();
      client.getProtocolHandlers().clear();
      return own;
    } catch (RuntimeException e) {
      own.stop();
      throw e;
    } catch (Exception e) {
      own.stop();
      throw new IllegalStateException("Jetty's HttpClient can't be started", e);
    }
  }

  /** Over the given pool, or else one like Jetty's own. */
  private static ByteBufferPool views(@Nullable ByteBufferPool memory) {
    return new ViewPool(
        memory == null
            ? new ArrayByteBufferPool(0, BUFFER_STEP, LARGEST_BUFFER, MOST_THREADS / 2)
            : memory);
  }

  private static ClientConnector connector(TransportConfig config) {
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, IDLE_THREAD_MILLIS);
    threads.setName("httpstream-jetty");
    threads.setDaemon(true);
    threads.setStopTimeout(STOP_MILLIS);
    ClientConnector connector = new WireConnector();
    connector.setSelectors(1);
    connector.setExecutor(threads);
    connector.setScheduler(new ScheduledExecutorScheduler("httpstream-jetty-timer", true));
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setSslContext(config.sslContext().orElseGet(OwnClient::defaultContext));
    connector.setSslContextFactory(tls);
    return connector;
  }

  /** The JDK's own, so that the system properties about trust hold, and it is made once for all. */
  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no default SSLContext", e);
    }
  }

  // Null is how Jetty is told to have none.
  @SuppressWarnings("NullAway")
  private static void configure(
      HttpClient client, TransportConfig config, ResolverThreads resolvers) {
    client.setName("httpstream-jetty");
    // Folded lines are read as RFC 9112, section 5.2, asks of a client; Jetty refuses them by
    // default.
    client.setHttpCompliance(
        HttpCompliance.RFC7230.with("httpstream", HttpCompliance.Violation.MULTILINE_FIELD_VALUE));
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setMaxConnectionsPerDestination(Integer.MAX_VALUE);
    client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
    client.setMaxRequestHeadersSize(REQUEST_HEADERS);
    client.setMaxResponseHeadersSize(RESPONSE_HEADERS);
    client.setIdleTimeout(millis(config.idleTimeout().orElse(IDLE_TIME)));
    client.setDestinationIdleTimeout(IDLE_ORIGIN_MILLIS);
    long connectMillis = millis(config.connectTimeout());
    client.setConnectTimeout(connectMillis);
    client.setSocketAddressResolver(
        new SocketAddressResolver.Async(resolvers, client.getScheduler(), connectMillis));
  }

  /** Zero is how Jetty says never. */
  private static long millis(Duration time) {
    return Limits.isFinite(time) ? Math.max(1, time.toMillis()) : 0;
  }

  void stop() {
    // Stopping waits for threads, and an interrupt would leave them behind.
    boolean interrupted = Thread.interrupted();
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty's HttpClient can't be stopped", e);
    } finally {
      resolvers.shutDown();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
