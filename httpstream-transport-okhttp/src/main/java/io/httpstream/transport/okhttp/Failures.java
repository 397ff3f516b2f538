package io.httpstream.transport.okhttp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in the exceptions of {@code java.net} what those of OkHttp mean. */
final class Failures {
  private static final String CUT = "unexpected end of stream";

  private Failures() {}

  static IOException protocol(String message) {
    return new ProtocolException(message);
  }

  /** Somebody ended the exchange, and this is what whoever was in it gets to see. */
  static IOException aborted(IOException reason) {
    return new IOException("aborted: " + reason.getMessage(), reason);
  }

  /** A failure before there was a response. */
  static IOException beforeResponse(Throwable thrown, boolean tooLong) {
    if (find(thrown, EOFException.class) != null && tooLong) {
      return with(new ProtocolException("the response's head is too long"), thrown);
    }
    if (thrown instanceof EOFException) {
      // That would be a truncated body.
      return new IOException(message(thrown), thrown);
    }
    return common(thrown);
  }

  /** A failure in the response's body. */
  static IOException inBody(Throwable thrown) {
    boolean cut = thrown instanceof ProtocolException && CUT.equals(thrown.getMessage());
    if (cut || find(thrown, EOFException.class) != null) {
      return with(new EOFException("the response's body ends early: " + message(thrown)), thrown);
    }
    return common(thrown);
  }

  private static IOException common(Throwable thrown) {
    if (isInterrupt(thrown)) {
      Thread.currentThread().interrupt();
      return with(new InterruptedIOException("interrupted while using the connection"), thrown);
    }
    if (thrown instanceof InterruptedIOException && !(thrown instanceof SocketTimeoutException)) {
      // So OkHttp calls the timeouts that a user has set.
      return with(new SocketTimeoutException(message(thrown)), thrown);
    }
    return thrown instanceof IOException io && io.getMessage() != null
        ? io
        : new IOException(message(thrown), thrown);
  }

  private static boolean isInterrupt(Throwable thrown) {
    return find(thrown, ClosedByInterruptException.class) != null
        // Thrown by OkHttp where Kotlin does not ask for a declaration.
        || find(thrown, InterruptedException.class) != null
        || (thrown instanceof InterruptedIOException && Thread.currentThread().isInterrupted());
  }

  private static String message(Throwable thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getName());
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
