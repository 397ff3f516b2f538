package io.httpstream.transport.okhttp;

import io.httpstream.transport.WatchedInput;

/** A socket whose bytes go over a {@link ChannelSocket}: that itself, or TLS over it. */
interface Carried {
  ChannelSocket carrier();

  /** What HTTP is read from. */
  WatchedInput watched();
}
