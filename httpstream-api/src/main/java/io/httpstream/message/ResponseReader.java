package io.httpstream.message;

import java.io.IOException;

/**
 * Reads a response into a result; the response is closed when it returns or throws.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface ResponseReader<T> {
  /**
   * Reads a response.
   *
   * @param response open, of any status
   * @return the result
   * @throws IOException if the response can't be read
   */
  T read(Response response) throws IOException;
}
