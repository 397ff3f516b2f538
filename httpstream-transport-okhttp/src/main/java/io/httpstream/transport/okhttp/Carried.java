package io.httpstream.transport.okhttp;

import io.httpstream.transport.FramedInput;
import io.httpstream.transport.WatchedInput;

/** A socket whose bytes go over a {@link ChannelSocket}: that itself, or TLS over it. */
interface Carried {
  ChannelSocket carrier();

  /** What is looked at while a request is written. */
  WatchedInput watched();

  /** What HTTP is read from. */
  FramedInput framed();
}
