package io.httpstream.tck;

import java.util.Objects;

/**
 * Says that a rule was not checked, as what its case needs is not there: neither a pass nor a
 * failure, but a row of the report that tells why.
 */
public final class NotRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Made by a case, or by what it calls.
   *
   * @param reason one line for the report
   */
  public NotRunException(String reason) {
    super(Objects.requireNonNull(reason, "reason"));
  }
}
