package io.httpstream.tck.requirement;

import java.util.Locale;

/** What a rule's case needs to run. */
public enum Tier {
  /** Nothing but a JVM: servers within it, and its loopback interface. */
  CORE,
  /** Servers that were written by others, in containers. */
  INTEROP;

  /**
   * As it stands in the report, and in the name of the list of its rules.
   *
   * @return lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
