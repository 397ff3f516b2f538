package io.httpstream.test.proxy;

/** Which way bytes go. */
public enum Direction {
  /** From the client to the server: requests. */
  UPSTREAM("upstream"),

  /** From the server to the client: responses. */
  DOWNSTREAM("downstream");

  private final String words;

  Direction(String words) {
    this.words = words;
  }

  /** As it is written in code: {@code upstream}. */
  @Override
  public String toString() {
    return words;
  }
}
