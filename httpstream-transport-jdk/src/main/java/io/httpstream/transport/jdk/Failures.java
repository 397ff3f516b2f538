package io.httpstream.transport.jdk;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Says in the exceptions of {@code java.net} what those of {@code java.net.http} mean. */
final class Failures {
  /** What the JDK says of a body that is not HTTP, with a mere IOException. */
  private static final Pattern GARBAGE =
      Pattern.compile(
          "(?i)invalid content|invalid chunk.*|illegal character in chunk.*|chunk header.*");

  /** What the JDK says, with a mere IOException, of a 204 that announces a body. */
  private static final Pattern FORBIDDEN_LENGTH =
      Pattern.compile("unexpected content length header with 204 response");

  private Failures() {}

  /** What a future's failure is about. */
  static Throwable unwrap(Throwable thrown) {
    Throwable inner = thrown;
    while ((inner instanceof CompletionException || inner instanceof ExecutionException)
        && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner;
  }

  static boolean isConnectTimeout(Throwable thrown) {
    return thrown instanceof HttpConnectTimeoutException;
  }

  /** A failure before there was a response. */
  static IOException beforeResponse(Throwable thrown, URI target) {
    if (find(thrown, UnresolvedAddressException.class) != null) {
      return with(new UnknownHostException(target.getHost()), thrown);
    }
    if (isConnectTimeout(thrown)) {
      return with(
          new SocketTimeoutException("connecting to " + target.getHost() + " timed out"), thrown);
    }
    if (thrown instanceof ConnectException && thrown.getMessage() == null) {
      return with(new ConnectException("can't connect to " + target.getAuthority()), thrown);
    }
    String message = thrown.getMessage();
    if (message != null && FORBIDDEN_LENGTH.matcher(message).matches()) {
      return with(new ProtocolException(message), thrown);
    }
    return common(thrown);
  }

  /** A failure in the response's body. */
  static IOException inBody(Throwable thrown) {
    EOFException end = find(thrown, EOFException.class);
    if (end != null) {
      return with(
          new EOFException("the response's body ends early: " + thrown.getMessage()), thrown);
    }
    String message = thrown.getMessage();
    if (message != null && GARBAGE.matcher(message).matches()) {
      return with(new ProtocolException(message), thrown);
    }
    if (thrown instanceof AssertionError) {
      // So the JDK says that no empty line follows the last chunk: it does not know trailers
      // (ResponseContent.ChunkedBodyParser, 17.0.15 and 25).
      return with(new ProtocolException("what follows the last chunk is not its end"), thrown);
    }
    return common(thrown);
  }

  private static IOException common(Throwable thrown) {
    if (find(thrown, ClosedByInterruptException.class) != null) {
      return with(new InterruptedIOException("interrupted while using the connection"), thrown);
    }
    ProtocolException invalid = find(thrown, ProtocolException.class);
    if (invalid != null) {
      return with(new ProtocolException(invalid.getMessage()), thrown);
    }
    SSLException tls = find(thrown, SSLException.class);
    if (tls != null) {
      return tls instanceof SSLHandshakeException
          ? with(new SSLHandshakeException(tls.getMessage()), thrown)
          : new SSLException(tls.getMessage(), thrown);
    }
    // A new one each time: the same instance may be told to several threads.
    String message = Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getName());
    return thrown instanceof ConnectException
        ? with(new ConnectException(message), thrown)
        : new IOException(message, thrown);
  }

  private static <T extends IOException> T with(T failure, Throwable cause) {
    failure.initCause(cause);
    return failure;
  }

  private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
    for (Throwable link = thrown; link != null; link = link.getCause()) {
      if (type.isInstance(link)) {
        return type.cast(link);
      }
    }
    return null;
  }
}
