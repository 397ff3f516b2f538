package io.httpstream.guard;

import io.httpstream.message.ConnectFailedException;
import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.ExchangeDetails;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import io.httpstream.message.ProtocolViolationException;
import io.httpstream.message.Request;
import io.httpstream.message.TlsFailedException;
import io.httpstream.message.TruncatedBodyException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says what a failure of any backend is, by the exceptions of the JDK and by the phase. */
final class Failures {
  /** RFC 9110, section 9.2.2. */
  private static final Set<String> IDEMPOTENT =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  private Failures() {}

  /** Whether a request may be sent again. */
  static boolean safe(Request request, boolean unsent) {
    return !request.body().isUsedUp() && (unsent || IDEMPOTENT.contains(request.method()));
  }

  /** The phase that an exception speaks of; a transport may not have seen it begin. */
  static Phase phase(IOException thrown, Phase known) {
    if (isConnectFailure(thrown)) {
      return Phase.CONNECTING;
    }
    boolean handshake =
        thrown instanceof SSLHandshakeException
            || (thrown instanceof SSLException && known.compareTo(Phase.WRITING) < 0);
    return handshake ? Phase.HANDSHAKING : known;
  }

  private static boolean isConnectFailure(IOException thrown) {
    return thrown instanceof ConnectException
        || thrown instanceof UnknownHostException
        || thrown instanceof NoRouteToHostException;
  }

  static IOException map(
      IOException thrown, ExchangeDetails details, Function<Limit, Duration> passed) {
    Phase phase = details.phase();
    if (thrown instanceof ExchangeException) {
      return thrown;
    }
    if (thrown instanceof SocketTimeoutException) {
      Limit limit = limitOf(phase);
      return new ExchangeTimeoutException(limit, passed.apply(limit), details, thrown);
    }
    if (thrown instanceof InterruptedIOException) {
      return thrown;
    }
    String why = words(thrown);
    if (thrown instanceof ProtocolException) {
      return new ProtocolViolationException("no valid HTTP: " + why + ",", details, thrown);
    }
    if (thrown instanceof SSLException && phase != Phase.READING) {
      return new TlsFailedException("TLS failed: " + why + ",", details, thrown);
    }
    return switch (phase) {
      case PREPARING, LEASING, CONNECTING ->
          new ConnectFailedException("no connection: " + why + ",", details, thrown);
      case HANDSHAKING -> new TlsFailedException("TLS failed: " + why + ",", details, thrown);
      case WRITING, AWAITING ->
          new ConnectionLostException("the connection was lost: " + why + ",", details, thrown);
      case READING ->
          new TruncatedBodyException("the body is truncated: " + why + ",", details, thrown);
    };
  }

  private static String words(IOException thrown) {
    String message =
        Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
    return thrown instanceof UnknownHostException ? "unknown host " + message : message;
  }

  private static Limit limitOf(Phase phase) {
    return switch (phase) {
      case LEASING -> Limit.LEASE;
      case PREPARING, CONNECTING, HANDSHAKING -> Limit.CONNECT;
      case WRITING -> Limit.WRITE_STALL;
      case AWAITING -> Limit.RESPONSE_HEADERS;
      case READING -> Limit.READ_IDLE;
    };
  }

  /**
   * A failure as the caller sees it: an IOException is returned, an unchecked one is thrown, any
   * other, which only a body's writer can throw, becomes the cause of one.
   */
  static IOException unchecked(Throwable failure, ExchangeDetails details) {
    if (failure instanceof IOException io) {
      return io;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof InterruptedException interrupted) {
      return interrupted("the body's writer was interrupted", interrupted);
    }
    return new ExchangeException("the body's writer failed: " + failure + ",", details, failure);
  }

  /** An interrupt as the caller sees it; the thread's flag is set, whoever has cleared it. */
  static InterruptedIOException interrupted(String message, @Nullable Exception seen) {
    Thread.currentThread().interrupt();
    InterruptedIOException interrupted = new InterruptedIOException(message);
    if (seen != null) {
      interrupted.initCause(seen);
    }
    return interrupted;
  }

  /** A backend may shut its whole pool down on an Error, so what it sees is an IOException. */
  static IOException poison(Throwable cause) {
    return cause instanceof ExchangeException known
        ? known
        : new IOException("the request's body failed", cause);
  }

  /** Remembers what followed from the first failure, unless it says the same once more. */
  static void suppress(Throwable first, Throwable later) {
    for (Throwable link = later; link != null; link = link.getCause()) {
      if (link == first) {
        return;
      }
    }
    first.addSuppressed(later);
  }
}
