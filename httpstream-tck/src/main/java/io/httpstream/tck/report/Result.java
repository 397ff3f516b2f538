package io.httpstream.tck.report;

/** What came of a rule on a transport. */
public enum Result {
  /** The transport keeps it. */
  PASSED("passed"),
  /** The transport breaks it. */
  FAILED("failed"),
  /** The transport breaks it, which is known and told to its users. */
  DEVIATION("deviation"),
  /** The rule is about something that the transport or this machine does not offer. */
  UNSUPPORTED("unsupported"),
  /** Nobody asked. */
  NOT_RUN("not-run");

  private final String word;

  Result(String word) {
    this.word = word;
  }

  /**
   * As it stands in the report.
   *
   * @return lower case
   */
  public String word() {
    return word;
  }
}
