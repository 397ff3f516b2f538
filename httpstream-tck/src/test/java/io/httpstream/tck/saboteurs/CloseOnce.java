package io.httpstream.tck.saboteurs;

import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.util.concurrent.atomic.AtomicBoolean;

/** Does not bear to be closed twice. */
@Breaks(ids = "CLS-001", message = "closing must not throw, but closing the second time threw")
@AlsoBreaks({"CAN-007", "CLS-003", "LEAK-001", "LEAK-002", "LEAK-008", "REQ-007"})
final class CloseOnce extends TransportSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    return new ForwardingTransport(new SocketTransport(config)) {
      private final AtomicBoolean closed = new AtomicBoolean();

      @Override
      public void close() {
        if (closed.getAndSet(true)) {
          throw new IllegalStateException("closed already");
        }
        super.close();
      }
    };
  }
}
