package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;

/**
 * What one run of a case works with: the transport under test, and clients over it. All of it is
 * new for each run and closed after it.
 */
public class Bench implements AutoCloseable {
  private final Tck tck;
  private final Transport transport;
  private final Deque<AutoCloseable> resources = new ArrayDeque<>();
  private volatile String note = "";

  Bench(Tck tck) {
    this.tck = tck;
    this.transport = newTransport(TransportConfig.defaults());
  }

  /**
   * The subclass that says what is under test.
   *
   * @return the TCK of this run
   */
  public Tck tck() {
    return tck;
  }

  /**
   * The transport under test.
   *
   * @return open
   */
  public final Transport transport() {
    return transport;
  }

  /**
   * Makes another transport.
   *
   * @param config what it is to heed
   * @return closed by whoever asked for it
   */
  final Transport newTransport(TransportConfig config) {
    Transport made = tck.transport(config);
    if (made == null) {
      throw new AssertionError(tck.getClass().getName() + ".transport(config) returned null");
    }
    return made;
  }

  /**
   * Makes a client over the transport under test.
   *
   * @param settings what is set on it
   * @return closed with this bench
   */
  public final HttpStreamClient newClient(UnaryOperator<HttpStreamClientBuilder> settings) {
    return closing(tck.client(transport, settings));
  }

  /**
   * Makes a client over another transport.
   *
   * @param config what the transport is to heed
   * @param settings what is set on the client
   * @return closed with this bench, and its transport too
   */
  public final HttpStreamClient newClient(
      TransportConfig config, UnaryOperator<HttpStreamClientBuilder> settings) {
    return closing(tck.client(closing(newTransport(config)), settings));
  }

  /**
   * Has something closed with this bench, the last first.
   *
   * @param resource what to close
   * @param <T> its type
   * @return the resource
   */
  public final <T extends AutoCloseable> T closing(T resource) {
    resources.push(resource);
    return resource;
  }

  /**
   * Says in the report how a rule was checked that is kept.
   *
   * @param sentence one line
   */
  public final void note(String sentence) {
    note = sentence;
  }

  final String note() {
    return note;
  }

  /** Names the way that requests take in this run. */
  String way() {
    return "the client";
  }

  /** Proves that what the transport does not offer is refused; the core tier does so. */
  void proveRefusal(Capability capability) throws IOException {}

  /** Fails if something has failed that a case can't see. */
  void check() {}

  /** What has most likely made a case fail. */
  Throwable reasonOf(Throwable failure) {
    return failure;
  }

  @Override
  public void close() {
    for (AutoCloseable resource : resources) {
      quietly(resource);
    }
    quietly(transport);
  }

  static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // CLS rules are about closing; other cases are over by now.
    }
  }
}
