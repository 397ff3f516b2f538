package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Declares an idle timeout, and does not heed it. */
@Breaks(ids = "POOL-004", message = "a connection is closed that was idle for ")
@AlsoBreaks("LEAK-007")
final class KeepForLong extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new ForwardingTransport(new SocketTransport(onlyTrust(config)));
  }
}
