package io.httpstream.transport.jetty;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpParser;
import org.jspecify.annotations.Nullable;

/** Says in the exceptions of {@code java.net} what those of Jetty mean; each time a new one. */
final class Failures {
  private Failures() {}

  /**
   * A failure before there was a response.
   *
   * @param target null if the connection was there
   */
  static IOException beforeResponse(Throwable thrown, @Nullable URI target) {
    if (target != null) {
      IOException unconnected = connecting(thrown, target);
      if (unconnected != null) {
        return unconnected;
      }
    }
    IOException known = common(thrown);
    if (known != null) {
      return known;
    }
    if (find(thrown, EOFException.class) != null) {
      return new IOException(words(thrown) + ", without a response", thrown);
    }
    return lost(thrown);
  }

  /**
   * A failure in the TLS handshake. Whoever hears that the server does not speak TLS closes the
   * connection, and that may fail a write of the hello that is just on its way out: Jetty tells
   * what comes first.
   */
  static IOException inHandshake(Throwable thrown) {
    IOException known = common(thrown);
    return known == null
        ? with(new SSLHandshakeException("the connection was lost: " + words(thrown)), thrown)
        : known;
  }

  /**
   * What a failure was. Jetty tells a body whose framing is not valid by the same exception as one
   * that is cut, and a head that is cut by the same as one that is not valid (HttpParser.badMessage
   * and parseNext, 12.1.14).
   *
   * @param ended whether the peer's bytes are known to have come to their end
   * @param reset what is known to have reset the connection
   */
  static Throwable explained(Throwable thrown, boolean ended, @Nullable IOException reset) {
    boolean unexpectedEnd = thrown.getClass() == EOFException.class;
    if (unexpectedEnd && comesFrom(thrown, HttpParser.class.getName(), "badMessage")) {
      return with(new ProtocolException("the framing of the response's body is not valid"), thrown);
    }
    if (unexpectedEnd || isCutHead(thrown, ended)) {
      // Without Jetty's exception as the cause: that says it was not valid, or is as good as none.
      return reset == null
          ? new EOFException("the server closed the connection")
          : new IOException("the connection was lost: " + words(reset), reset);
    }
    return thrown;
  }

  private static boolean isCutHead(Throwable thrown, boolean ended) {
    HttpException http = find(thrown, HttpException.class);
    return http == null
        ? ended && isJettysAssertion(thrown)
        : Objects.equals(http.getReason(), "Early EOF");
  }

  private static boolean isInvalid(Throwable thrown) {
    return find(thrown, HttpException.class) != null || isJettysAssertion(thrown);
  }

  /**
   * Jetty gives the exception that it throws about an invalid response the status of that, which an
   * assertion of its own forbids (HttpException, 12.1.14): seen where assertions are enabled.
   */
  private static boolean isJettysAssertion(Throwable thrown) {
    return thrown instanceof AssertionError
        && comesFrom(thrown, HttpException.RuntimeException.class.getName(), "<init>");
  }

  private static boolean comesFrom(Throwable thrown, String type, String method) {
    return Arrays.stream(thrown.getStackTrace())
        .anyMatch(at -> at.getClassName().equals(type) && at.getMethodName().equals(method));
  }

  private static @Nullable IOException connecting(Throwable thrown, URI target) {
    if (find(thrown, UnknownHostException.class) != null
        || find(thrown, UnresolvedAddressException.class) != null) {
      return with(new UnknownHostException(target.getHost()), thrown);
    }
    if (find(thrown, SocketTimeoutException.class) != null || thrown instanceof TimeoutException) {
      return with(
          new SocketTimeoutException("connecting to " + target.getHost() + " timed out"), thrown);
    }
    if (find(thrown, ConnectException.class) != null) {
      return with(
          new ConnectException("can't connect to " + target.getAuthority() + ": " + words(thrown)),
          thrown);
    }
    if (find(thrown, NoRouteToHostException.class) != null) {
      return with(new NoRouteToHostException(words(thrown)), thrown);
    }
    return null;
  }

  /** A failure in the response's body. */
  static IOException inBody(Throwable thrown) {
    IOException known = common(thrown);
    if (known != null) {
      return known;
    }
    if (find(thrown, EOFException.class) != null) {
      return with(new EOFException("the response's body ends early"), thrown);
    }
    return lost(thrown);
  }

  private static @Nullable IOException common(Throwable thrown) {
    if (find(thrown, ClosedByInterruptException.class) != null) {
      return with(new InterruptedIOException("interrupted while using the connection"), thrown);
    }
    ProtocolException invalid = find(thrown, ProtocolException.class);
    if (invalid != null) {
      return with(new ProtocolException(invalid.getMessage()), thrown);
    }
    if (isInvalid(thrown)) {
      HttpException http = find(thrown, HttpException.class);
      String why = http == null || http.getReason() == null ? "" : ": " + http.getReason();
      return with(new ProtocolException("the response is not valid HTTP" + why), thrown);
    }
    SSLException tls = find(thrown, SSLException.class);
    if (tls != null) {
      return tls instanceof SSLHandshakeException
          ? with(new SSLHandshakeException(tls.getMessage()), thrown)
          : new SSLException(tls.getMessage(), thrown);
    }
    return null;
  }

  private static IOException lost(Throwable thrown) {
    return thrown instanceof ClosedChannelException
        ? new IOException("the connection was closed", thrown)
        : new IOException(words(thrown), thrown);
  }

  private static String words(Throwable thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
  }

  private static <T extends IOException> T with(T failure, Throwable cause) {
    failure.initCause(cause);
    return failure;
  }

  private static <T> @Nullable T find(Throwable thrown, Class<T> type) {
    for (Throwable link = thrown; link != null; link = link.getCause()) {
      if (type.isInstance(link)) {
        return type.cast(link);
      }
    }
    return null;
  }
}
