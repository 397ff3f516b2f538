package io.httpstream.message;

import java.util.Objects;

/**
 * A response that nobody has closed and nobody can close any more.
 *
 * @param request method and URI, query values and credentials masked
 * @param status of the response
 * @param openedAt where the program made the call, as in a stack trace: class, method, file, line
 */
public record LeakedResponse(String request, int status, String openedAt) {
  /**
   * Checks that nothing is null.
   *
   * @param request method and URI, masked
   * @param status of the response
   * @param openedAt where the call was made
   */
  public LeakedResponse {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(openedAt, "openedAt");
  }
}
