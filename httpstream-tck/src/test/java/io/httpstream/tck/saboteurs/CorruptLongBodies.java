package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;

/** Reuses a buffer whose bytes are still needed, as it were. */
@Breaks(ids = "REQ-009", message = "what the server sees of a body of kind BYTES must be")
@AlsoBreaks({
  "BP-004",
  "BP-005",
  "EARLY-003",
  "MPT-001",
  "MPT-005",
  "MPT-007",
  "REQ-012",
  "REQ-013"
})
final class CorruptLongBodies extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        new ForwardingCall(call) {
          @Override
          public boolean writeBody(Wire wire) throws IOException {
            return super.writeBody(new Corrupting(wire));
          }
        });
  }

  private record Corrupting(Wire wire) implements Wire {
    @Override
    public byte[] emit(byte[] buffer, int length) throws IOException {
      if (length == 65536) {
        buffer[length - 1]++;
      }
      return wire.emit(buffer, length);
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) throws IOException {
      wire.pass(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      wire.flush();
    }
  }
}
