package io.httpstream.transport.jetty;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.Connection;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange knows of its connection, and has it do: nothing, before there is one, and with
 * one that was made by a client of somebody else's.
 */
final class Link {
  private final Executor threads;
  private final Runnable onStall;
  private volatile boolean connected;
  private volatile @Nullable ChunkEndPoint endPoint;
  private volatile @Nullable WireEndPoint socket;

  /**
   * A link that has no connection yet.
   *
   * @param threads where that is done which must not be done at once, if nothing better is known
   * @param onStall called each time when the connection takes no more bytes for now
   */
  Link(Executor threads, Runnable onStall) {
    this.threads = threads;
    this.onStall = onStall;
  }

  /** There is a connection; returns whether it is a new one, which over TLS has yet to greet. */
  boolean connect(@Nullable Connection connection, boolean isChunked) {
    ChunkEndPoint ours = ChunkEndPoint.of(connection);
    if (ours != null) {
      ours.begin(isChunked);
      WireEndPoint wire = ours.socket();
      if (wire != null) {
        wire.begin(this, onStall);
      }
      socket = wire;
    }
    endPoint = ours;
    connected = true;
    return !(connection instanceof org.eclipse.jetty.io.Connection io) || io.getMessagesOut() <= 1;
  }

  /**
   * Reads a response when no other thread is at it. Not for an abort: informational responses
   * without end could hold it up for ever, and Jetty sees to it that it meets no reader.
   */
  void receive(Runnable action) {
    ChunkEndPoint end = endPoint;
    if (end == null) {
      action.run();
    } else {
      end.receiving().execute(action);
    }
  }

  /** Where to begin with the body: not while Jetty is still in the head. */
  Executor afterHead() {
    ChunkEndPoint end = endPoint;
    return end == null ? threads : end.receiving();
  }

  boolean isConnected() {
    return connected;
  }

  /** Whether the server may have seen something of the request, as far as known. */
  boolean hasSent() {
    ChunkEndPoint end = endPoint;
    return end != null && end.hasWritten();
  }

  /** Whether there is a connection whose TLS handshake is not done, as far as known. */
  boolean isInHandshake() {
    ChunkEndPoint end = endPoint;
    return end != null && !end.isGreeted();
  }

  /**
   * Whether bytes of the request wait for the peer to read, which may never be, as far as known.
   */
  boolean isStalled() {
    WireEndPoint wire = socket;
    return wire == null || wire.isStalled();
  }

  /** Whether Jetty can be made to let go of the bytes of a write that is going on. */
  boolean canAbandonOutput() {
    return socket != null;
  }

  void abandonOutput() {
    WireEndPoint wire = socket;
    if (wire != null) {
      wire.abandonOutput(this);
    }
  }

  /** While the body is written, a response counts for more than a reset. */
  void awaitAnswer() {
    WireEndPoint wire = socket;
    if (wire != null) {
      wire.awaitAnswer();
    }
  }

  /** Whether what is sent is thrown away for now, as far as known. */
  boolean isLosing() {
    WireEndPoint wire = socket;
    return wire != null && wire.isLosing();
  }

  void answered() {
    WireEndPoint wire = socket;
    if (wire != null) {
      wire.answered();
    }
  }

  /** What has reset the connection, as far as known. */
  @Nullable IOException resetCause() {
    WireEndPoint wire = socket;
    return wire == null ? null : wire.resetCause();
  }

  /** Whether the peer's bytes are known to have come to their end. */
  boolean isEnded() {
    ChunkEndPoint end = endPoint;
    return end != null && end.isEnded();
  }

  /** What a failure of Jetty's was, as far as the end point knows better. */
  Throwable explained(Throwable failure) {
    return Failures.explained(failure, isEnded(), resetCause());
  }
}
