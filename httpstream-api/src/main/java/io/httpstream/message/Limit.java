package io.httpstream.message;

import java.time.Duration;

/** The seven limits of time that an exchange may run into. See {@link Limits} for their values. */
public enum Limit {
  /**
   * Connecting, name resolution and the TLS handshake included. A transport may not be able to cut
   * short the resolution: its Javadoc says so.
   */
  CONNECT("connect", Duration.ofSeconds(10)),
  /** Waiting for a free connection. */
  LEASE("lease", Duration.ofSeconds(30)),
  /** From the end of the request to the final response headers. */
  RESPONSE_HEADERS("response headers", Duration.ofSeconds(30)),
  /** The reader waits for the server's next byte. */
  READ_IDLE("read idle", Duration.ofSeconds(30)),
  /** The writer waits for the server to take more. */
  WRITE_STALL("write stall", Duration.ofSeconds(60)),
  /** The client waits for the body's writer to write more. */
  PRODUCER_IDLE("producer idle"),
  /** The whole call: all attempts, and the response's body until it is closed. */
  TOTAL("total");

  private final String words;
  private final Duration standard;

  /**
   * Without a standard value. Not {@link Limits#NEVER}: that class needs this one to begin with.
   */
  Limit(String words) {
    this(words, Duration.ofSeconds(Long.MAX_VALUE));
  }

  Limit(String words, Duration standard) {
    this.words = words;
    this.standard = standard;
  }

  /**
   * This limit's name in plain words.
   *
   * @return for example {@code "read idle"}
   */
  public String words() {
    return words;
  }

  Duration standard() {
    return standard;
  }
}
