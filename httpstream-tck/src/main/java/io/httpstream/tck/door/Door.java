package io.httpstream.tck.door;

import io.httpstream.message.Response;
import java.io.Closeable;
import java.io.IOException;

/** A way into a transport; a case is written once and goes through each. Thread-safe. */
public interface Door extends Closeable {
  /**
   * Sends a request.
   *
   * @param draft what to send
   * @return the response, which the case closes
   * @throws IOException if there is none
   */
  Response send(Draft draft) throws IOException;

  /** Closes the client, if there is one, and the transport. */
  @Override
  void close();
}
