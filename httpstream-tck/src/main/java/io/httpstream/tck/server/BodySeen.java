package io.httpstream.tck.server;

import io.httpstream.tck.payload.Fingerprint;

/**
 * What a server saw of a request's body.
 *
 * @param complete whether the message came to the end that its framing asks for
 * @param content what came, all of it or not
 */
public record BodySeen(boolean complete, Fingerprint content) {
  /**
   * The number of bytes that came.
   *
   * @return framing not counted
   */
  public long length() {
    return content.length();
  }

  @Override
  public String toString() {
    return (complete ? "a complete message of " : "a broken message of ") + content;
  }
}
