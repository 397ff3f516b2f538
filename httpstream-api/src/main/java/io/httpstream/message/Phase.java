package io.httpstream.message;

/** How far an exchange has come, as far as its transport can tell. */
public enum Phase {
  /** Nothing has been asked of the transport yet. */
  PREPARING("before it was sent"),
  /** Waiting for a connection of the pool. */
  LEASING("while waiting for a pooled connection"),
  /** Resolving the host's name and connecting. */
  CONNECTING("while connecting"),
  /** In the TLS handshake. */
  HANDSHAKING("in the TLS handshake"),
  /** Sending the request's head and body. */
  WRITING("while sending the request"),
  /** The request is sent; waiting for the response's headers. */
  AWAITING("while waiting for the response headers"),
  /** The response's headers are there; its body is being read. */
  READING("while reading the response body");

  private final String words;

  Phase(String words) {
    this.words = words;
  }

  /**
   * This phase in words that end a sentence.
   *
   * @return for example {@code "while connecting"}
   */
  public String words() {
    return words;
  }
}
