package io.httpstream.transport.jetty;

import java.io.IOException;

/** The reason of an abort, from which each thread that is told gets an exception of its own. */
final class Aborted extends IOException {
  private static final long serialVersionUID = 1;

  Aborted(IOException reason) {
    super("aborted: " + reason.getMessage(), reason);
  }

  IOException again() {
    return new IOException(getMessage(), getCause());
  }
}
