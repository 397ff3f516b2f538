package io.httpstream.transport;

/**
 * What transports may or may not be able to do. What is asked for and not declared is refused with
 * an {@link UnsupportedCapabilityException}, never ignored; {@link #EARLY_RESPONSE} is nothing that
 * one could ask for.
 */
public enum Capability {
  /** A response that arrives before the request's body is complete is seen while writing. */
  EARLY_RESPONSE("early responses"),
  /** GET and HEAD requests may carry a body. */
  GET_WITH_BODY("a body in GET and HEAD requests"),
  /** It heeds the {@link TransportConfig#sslContext} that it is made with. */
  SSL_CONTEXT("an SSLContext other than the JDK's default"),
  /** It heeds the {@link TransportConfig#idleTimeout} that it is made with. */
  IDLE_TIMEOUT("an idle timeout of connections other than its own");

  private final String words;

  Capability(String words) {
    this.words = words;
  }

  /**
   * The capability in words.
   *
   * @return for a sentence
   */
  public String words() {
    return words;
  }
}
