package io.httpstream.transport.apache;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.jspecify.annotations.Nullable;

/** Says in the exceptions of the JDK what those of Apache mean. */
final class Failures {
  /** What Apache says, as of a malformed chunk, when the connection ends behind a chunk. */
  private static final String CUT_BEHIND_CHUNK = "CRLF expected at end of chunk";

  private Failures() {}

  /** A failure before there was a response. */
  static IOException beforeResponse(Throwable thrown) {
    return common(thrown);
  }

  /** A failure in the response's body. */
  static IOException inBody(Throwable thrown) {
    if (thrown instanceof ConnectionClosedException
        || thrown instanceof TruncatedChunkException
        || (thrown instanceof MalformedChunkCodingException
            && CUT_BEHIND_CHUNK.equals(thrown.getMessage()))) {
      return with(new EOFException("the response's body ends early: " + words(thrown)), thrown);
    }
    return common(thrown);
  }

  /** The same failure for one more who asks. */
  static IOException again(IOException failure) {
    IOException same = copy(failure, words(failure));
    return same == null ? new IOException(words(failure), failure) : with(same, failure);
  }

  private static IOException common(Throwable thrown) {
    if (isInterrupt(thrown)) {
      return with(new InterruptedIOException("interrupted while using the connection"), thrown);
    }
    HttpException invalid = find(thrown, HttpException.class);
    if (invalid != null) {
      return with(new ProtocolException(words(invalid)), thrown);
    }
    if (thrown instanceof MessageConstraintException
        || thrown instanceof MalformedChunkCodingException) {
      return with(new ProtocolException(words(thrown)), thrown);
    }
    SSLException tls = find(thrown, SSLException.class);
    if (tls != null) {
      return tls instanceof SSLHandshakeException
          ? with(new SSLHandshakeException(words(tls)), thrown)
          : new SSLException(words(tls), thrown);
    }
    IOException same = copy(thrown, words(thrown));
    return same == null ? new IOException(words(thrown), thrown) : with(same, thrown);
  }

  /** An empty exception of the JDK's type, where the type says something; Apache has subtypes. */
  private static @Nullable IOException copy(Throwable thrown, String words) {
    if (thrown instanceof UnknownHostException) {
      return new UnknownHostException(words);
    }
    if (thrown instanceof SocketTimeoutException) {
      return new SocketTimeoutException(words);
    }
    if (thrown instanceof NoRouteToHostException) {
      return new NoRouteToHostException(words);
    }
    if (thrown instanceof ConnectException) {
      return new ConnectException(words);
    }
    if (thrown instanceof EOFException) {
      return new EOFException(words);
    }
    if (thrown instanceof ProtocolException) {
      return new ProtocolException(words);
    }
    return null;
  }

  /** Virtual threads, and threads of which a channel's socket was closed, keep the flag set. */
  private static boolean isInterrupt(Throwable thrown) {
    return find(thrown, ClosedByInterruptException.class) != null
        || find(thrown, InterruptedException.class) != null
        || (Thread.currentThread().isInterrupted() && thrown instanceof IOException);
  }

  private static String words(Throwable thrown) {
    return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
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
