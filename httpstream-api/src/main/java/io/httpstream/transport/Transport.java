package io.httpstream.transport;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import java.io.IOException;
import java.util.Set;

/**
 * Carries out single exchanges on a backend. A client wraps it in the guard, which brings limits,
 * cancellation, the length contract and the mapping of failures, so that a transport has none of
 * these to care for. Thread-safe.
 *
 * <p>A transport must
 *
 * <ul>
 *   <li>send exactly the method, URI and headers of the request, and what frames it; it never
 *       redirects, retries, decompresses, stores cookies, authenticates or adds headers;
 *   <li>call {@link Call#writeBody} once for a body of non-zero length, on the calling thread where
 *       the backend allows it, and hold the writer back while the peer is slow;
 *   <li>break the message off when {@code writeBody} throws, so that the server never takes it for
 *       complete;
 *   <li>return as soon as the final response's headers are in, skipping informational ones, with a
 *       body that reads ahead by a bounded amount;
 *   <li>report a truncated body as an {@link IOException};
 *   <li>release every thread that it holds soon after the abort that it gave to {@link
 *       Call#onAbort} was called.
 * </ul>
 */
public interface Transport extends AutoCloseable {
  /**
   * Carries out one exchange.
   *
   * <p>The body of the response it returns gives its connection back when it is read to its end,
   * and closes the connection when it is closed before that.
   *
   * <p>Failures are told by the exceptions of the JDK, which the guard maps by the phase: {@link
   * java.net.ConnectException}, {@link java.net.UnknownHostException}, {@link
   * javax.net.ssl.SSLException}, {@link java.net.ProtocolException} for what is not HTTP, {@link
   * java.io.EOFException} for a body that ends early, {@link java.net.SocketTimeoutException} for a
   * timeout of the backend's own, any other {@link IOException} for a connection that is lost.
   *
   * @param request checked; its body is written through the call only
   * @param call the guard's hand in the exchange
   * @return the final response
   * @throws IOException if there is none
   */
  Response exchange(Request request, Call call) throws IOException;

  /**
   * What this instance can do beside the rules for all: it may depend on the version of the JDK and
   * on a native client that was supplied.
   *
   * @return constant over the instance's life
   */
  Set<Capability> capabilities();

  /**
   * Frees the threads and sockets that the transport made, and leaves alone what was supplied to
   * it. Has no effect the second time.
   */
  @Override
  void close();
}
