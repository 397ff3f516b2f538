package io.httpstream.test.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on the loopback interface, between a client and a server, that injects {@link Fault
 * faults}. Without any it changes nothing: bytes, ends, resets and backpressure pass both ways.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to("127.0.0.1", port)) {
 *   proxy.faults(downstream().after(1_000).reset());
 *   // a client that connects to proxy.port() gets 1,000 bytes and then a reset
 *   proxy.log().await(FIRED, 1);
 *   proxy.heal();
 * }
 * }</pre>
 *
 * <p>Thread-safe. It has one thread, and two for each connection, all of them daemons, and holds 64
 * KiB for each direction of a connection.
 */
public final class FaultProxy implements Closeable {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 500;
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final ServerSocket listener;
  private final String scheme;
  private final InetSocketAddress server;
  private final Thread acceptor;
  private final ProxyLog log = new ProxyLog();
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private volatile Plan plan = new Plan(FaultPlan.all(Fault.none()));
  private volatile boolean closed;

  /** A plan, and how many connections it was asked for. */
  private record Plan(FaultPlan faults, AtomicInteger asked) {
    Plan(FaultPlan faults) {
      this(faults, new AtomicInteger());
    }

    Fault next() {
      return faults.faultOf(asked.incrementAndGet());
    }
  }

  private FaultProxy(ServerSocket listener, String scheme, InetSocketAddress server) {
    this.listener = listener;
    this.scheme = scheme;
    this.server = server;
    this.acceptor = new Thread(this::accept, "fault-proxy-" + listener.getLocalPort());
    acceptor.setDaemon(true);
  }

  /**
   * Starts a proxy without faults.
   *
   * @param host of the server, its name or address; resolved with each connection
   * @param port of the server
   * @return listening on a free port of 127.0.0.1; whoever asked for it closes it
   * @throws UncheckedIOException if it can't listen
   */
  public static FaultProxy to(String host, int port) {
    return to("http", InetSocketAddress.createUnresolved(host, port));
  }

  /**
   * Starts a proxy without faults.
   *
   * @param server its address; a path is not looked at
   * @return listening on a free port of 127.0.0.1; whoever asked for it closes it
   * @throws IllegalArgumentException if there is no host in the URI, or no port that can be known
   * @throws UncheckedIOException if it can't listen
   */
  public static FaultProxy to(URI server) {
    int port = server.getPort();
    if (port < 0) {
      port = "https".equals(server.getScheme()) ? 443 : "http".equals(server.getScheme()) ? 80 : -1;
    }
    if (server.getHost() == null || port < 0) {
      throw new IllegalArgumentException(
          "a proxy needs a host and a port, but the server's URI is " + server);
    }
    return to(server.getScheme(), InetSocketAddress.createUnresolved(server.getHost(), port));
  }

  private static FaultProxy to(String scheme, InetSocketAddress server) {
    try {
      ServerSocket listener = new ServerSocket();
      // Before it is bound: the window of a connection is agreed upon when it is opened.
      listener.setReceiveBufferSize(Pump.BUFFER);
      listener.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), BACKLOG);
      FaultProxy proxy = new FaultProxy(listener, scheme, server);
      proxy.acceptor.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy can't listen on the loopback interface", e);
    }
  }

  /**
   * Gives all connections that are accepted from now on the same fault, in the place of the plan
   * that there was. Those that are there keep theirs.
   *
   * @param fault of each
   * @return this
   */
  public FaultProxy faults(Fault fault) {
    return faults(FaultPlan.all(fault));
  }

  /**
   * Chooses the faults of the connections that are accepted from now on, in the place of the plan
   * that there was. Those that are there keep theirs.
   *
   * @param faults asked for each connection, by the proxy's thread
   * @return this
   */
  public FaultProxy faults(FaultPlan faults) {
    plan = new Plan(faults);
    return this;
  }

  /**
   * Ends all faults: connections that are there go on, and what was stalled or slow passes at once;
   * later ones have no fault. What was reset or ended stays so.
   *
   * @return this
   */
  public FaultProxy heal() {
    faults(Fault.none());
    open.forEach(ProxiedConnection::heal);
    return this;
  }

  /**
   * Resets all connections that are there, to both sides. Both have been reset when the {@link
   * #log} tells that they are closed.
   */
  public void resetAll() {
    open.forEach(ProxiedConnection::reset);
  }

  /**
   * Where clients connect to, on 127.0.0.1.
   *
   * @return the port
   */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * Where clients connect to, with the scheme of the server's URI, or {@code http} if none was
   * given.
   *
   * @param target path and query
   * @return absolute
   */
  public URI uri(String target) {
    return URI.create(scheme + "://127.0.0.1:" + port() + target);
  }

  /**
   * What has happened here.
   *
   * @return goes on being written
   */
  public ProxyLog log() {
    return log;
  }

  private void accept() {
    for (int number = 1; !closed; number++) {
      try {
        Socket client = listener.accept();
        ProxiedConnection connection = new ProxiedConnection(number, client, log, open::remove);
        open.add(connection);
        connection.start(plan::next, server, "fault-proxy-" + port() + "-" + number);
      } catch (IOException e) {
        number--;
      }
    }
    // One that came in the meantime.
    open.forEach(ProxiedConnection::close);
  }

  /**
   * Closes the listener and all connections, and waits until their threads have ended, for at most
   * a second. Closing twice does nothing.
   */
  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      // Closed is closed.
    }
    long end = System.nanoTime() + GRACE.toNanos();
    join(acceptor, end);
    List<ProxiedConnection> left = List.copyOf(open);
    left.forEach(ProxiedConnection::close);
    left.forEach(connection -> connection.threads().forEach(thread -> join(thread, end)));
  }

  private static void join(Thread thread, long end) {
    try {
      thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
