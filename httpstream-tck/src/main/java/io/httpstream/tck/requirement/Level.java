package io.httpstream.tck.requirement;

/** How binding a rule is (RFC 2119). */
public enum Level {
  /** A transport that breaks it can't be trusted. */
  MUST,
  /** A transport may have a reason to break it. */
  SHOULD
}
