package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** Has no set where it should have an empty one. */
@NullUnmarked
@Breaks(ids = "CFG-003", message = "capabilities() must return a set, which may be empty")
final class NoCapabilities extends FixtureSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new ForwardingTransport(new SocketTransport(config)) {
      @Override
      public Set<Capability> capabilities() {
        return null;
      }
    };
  }
}
