package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Signal;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a case works with: a door and the servers behind it. All of it is new for each
 * run and closed after it.
 */
final class Rig extends Bench {
  private final TransportTck tck;
  private final boolean bare;
  private final @Nullable HttpStreamClient client;
  private final Door door;
  private final List<RawServer> servers = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);

  Rig(TransportTck tck, boolean bare) {
    super(tck);
    this.tck = tck;
    this.bare = bare;
    this.client = bare ? null : tck.client(transport(), UnaryOperator.identity());
    this.door = client == null ? tck.bareDoor(transport()) : tck.clientDoor(client, transport());
    // The first, so that it is closed after all that a case makes.
    closing(door);
  }

  @Override
  public TransportTck tck() {
    return tck;
  }

  /**
   * Makes another door of the kind under test, with a transport of its own.
   *
   * @return closed by whoever asked for it
   */
  public Door newDoor() {
    return newDoor(TransportConfig.defaults());
  }

  /**
   * Makes another door of the kind under test, with a transport of its own.
   *
   * @param config what the transport is to heed
   * @return closed by whoever asked for it
   */
  public Door newDoor(TransportConfig config) {
    return doorOver(newTransport(config));
  }

  /**
   * Makes a door of the kind under test over a transport.
   *
   * @param made closed with the door
   * @return closed by whoever asked for it
   */
  public Door doorOver(Transport made) {
    return bare
        ? tck.bareDoor(made)
        : tck.clientDoor(tck.client(made, UnaryOperator.identity()), made);
  }

  /**
   * Makes a client with limits of its own, and a transport that was told of them as one is that a
   * client finds for itself.
   *
   * @param limits gets the defaults
   * @return closed with this rig
   */
  public Door doorWithin(UnaryOperator<Limits> limits) {
    Duration connect = limits.apply(Limits.defaults()).get(Limit.CONNECT);
    Transport made = newTransport(TransportConfig.defaults().connectTimeout(connect));
    return closing(tck.clientDoor(tck.client(made, client -> client.limits(limits)), made));
  }

  /**
   * The door that this run goes through.
   *
   * @return open
   */
  public Door door() {
    return door;
  }

  /**
   * Whether this run goes past the client, and hence past the guard.
   *
   * @return false through the client
   */
  public boolean isBare() {
    return bare;
  }

  /**
   * The client itself, for rules that are about more of it than sending.
   *
   * @return open, without a base URI
   * @throws IllegalStateException in a run that goes past the client
   */
  public HttpStreamClient client() {
    if (client == null) {
      throw new IllegalStateException("a rule of the transport can't ask for the client");
    }
    return client;
  }

  /**
   * Sends a request through the door.
   *
   * @param draft what to send
   * @return the response, which the case closes
   * @throws IOException if there is none
   */
  public Response send(Draft draft) throws IOException {
    return door.send(draft);
  }

  /**
   * Starts a server.
   *
   * @param scripts the first connection follows the first script and so on, the last serves the
   *     rest
   * @return closed with this rig, and fails the case if a script has failed
   */
  public RawServer serve(Script... scripts) {
    return serve(SocketBuffers.DEFAULT, scripts);
  }

  /**
   * Starts a server.
   *
   * @param buffers sizes of the kernel's buffers
   * @param scripts the first connection follows the first script and so on, the last serves the
   *     rest
   * @return closed with this rig, and fails the case if a script has failed
   */
  public RawServer serve(SocketBuffers buffers, Script... scripts) {
    RawServer server = RawServer.start(buffers, scripts);
    servers.add(server);
    return server;
  }

  /**
   * Starts a server on the loopback address of IPv6.
   *
   * @param script for all connections
   * @return closed with this rig, and fails the case if the script has failed; empty on a machine
   *     without IPv6
   */
  public Optional<RawServer> serveIpv6(Script script) {
    Optional<RawServer> server = RawServer.startIpv6(script);
    server.ifPresent(servers::add);
    return server;
  }

  /**
   * Starts a server with TLS, whose {@link io.httpstream.tck.server.Certificate} a client must be
   * told to trust.
   *
   * @param buffers sizes of the kernel's buffers
   * @param scripts as above
   * @return closed with this rig, and fails the case if a script has failed
   */
  public RawServer serveTls(SocketBuffers buffers, Script... scripts) {
    RawServer server = RawServer.startTls(buffers, scripts);
    servers.add(server);
    return server;
  }

  /**
   * Makes a signal. If a wait for it is in vain on any thread, the case fails.
   *
   * @param sentence what has happened when it is raised
   * @return not raised
   */
  public Signal signal(String sentence) {
    Signal signal = new Signal(sentence);
    signals.add(signal);
    return signal;
  }

  /**
   * What a script waits for that is to do nothing until the case is over.
   *
   * @return opened when this rig is closed
   */
  public CountDownLatch over() {
    return over;
  }

  @Override
  String way() {
    return door.toString();
  }

  @Override
  void proveRefusal(Capability capability) throws IOException {
    Refusal.prove(capability, this);
  }

  /** Fails if a signal was waited for in vain or a script has failed. */
  @Override
  void check() {
    signals.forEach(Signal::check);
    servers.forEach(RawServer::check);
  }

  /**
   * What has most likely made a case fail: a signal that did not come, as both sides stumble over
   * that in ways of their own; then what the case says itself; then what a script says.
   */
  @Override
  Throwable reasonOf(Throwable failure) {
    try {
      signals.forEach(Signal::check);
      if (!(failure instanceof AssertionError)) {
        servers.forEach(RawServer::check);
      }
      return failure;
    } catch (AssertionError e) {
      return e;
    }
  }

  /** Closes servers first, so that no client's close can wait for one. */
  @Override
  public void close() {
    servers.forEach(RawServer::close);
    over.countDown();
    super.close();
  }
}
