package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.io.Serial;

/** A connection of the pool was found closed, or not clean, before anything was sent on it. */
final class StaleConnectionException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  StaleConnectionException() {
    super("the pooled connection can't be used again");
  }
}
