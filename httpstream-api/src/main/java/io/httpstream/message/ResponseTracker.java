package io.httpstream.message;

/**
 * Sees the responses of all clients in this process: for tools that find those which nobody closes
 * while a test runs, and not only when the garbage collector does. Found by {@link
 * java.util.ServiceLoader} when the first response comes, and kept; clients with a sender of their
 * own in place of a transport are not seen.
 *
 * <p>Thread-safe. What it throws is logged and has no other effect.
 */
public interface ResponseTracker {
  /**
   * A program is given a response, which holds a connection until it is closed or read to its end.
   *
   * @param request method and URI, query values and credentials masked
   * @param status of the response
   * @param openedAt where the program made the call, as in a stack trace: class, method, file, line
   * @return called, perhaps more than once and from any thread, when the response is closed,
   *     aborted or cancelled, has been read to its end, or has failed. Not called for one that is
   *     dropped, or still open when its client is closed, unless it is closed after that. Must not
   *     block
   */
  Runnable opened(String request, int status, String openedAt);
}
