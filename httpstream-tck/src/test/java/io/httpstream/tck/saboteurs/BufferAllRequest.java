package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;

/** Collects a body before it sends any of it: memory grows with the body. */
@Breaks(ids = "REQ-001", message = "the server saw a piece that was flushed")
@Breaks(
    ids = "REQ-002",
    message = "Content-Length of a body of unknown length must be [], but was [5]")
@Breaks(ids = "REQ-010", message = "the server saw byte 0 after it was flushed")
@Breaks(ids = "BP-003", message = "the writer got rid of")
@Breaks(
    ids = {"MEM-002", "MEM-003"},
    message = "MiB of direct memory ran out of memory")
@AlsoBreaks({
  "BP-005",
  "CAN-002",
  "CAN-005",
  "CLS-002",
  "EARLY-001",
  "EARLY-002",
  "EARLY-003",
  "EARLY-004",
  "EARLY-005",
  "EARLY-007",
  "EARLY-008",
  "MPT-008",
  "REQ-006",
  "REQ-011",
  "REQ-012",
  "TMO-004",
  "TMO-009"
})
final class BufferAllRequest extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return buffered(control, request, call);
  }

  static Response buffered(Control control, Request request, Call call) throws IOException {
    if (request.body().length() == 0) {
      return control.exchange(request, call);
    }
    BufferWire buffer = new BufferWire();
    boolean complete = call.writeBody(buffer);
    byte[] bytes = buffer.bytes();
    Request whole =
        request.toBuilder()
            .body(WrittenBody.like(request.body(), RequestBody.bytes(bytes)))
            .build();
    return control.exchange(
        whole,
        new ForwardingCall(call) {
          @Override
          public boolean writeBody(Wire wire) throws IOException {
            wire.pass(bytes, 0, bytes.length);
            return complete;
          }
        });
  }
}
