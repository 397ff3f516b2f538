package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A client that keeps whole bodies, perhaps to log them. */
@Breaks(
    ids = {"MEM-001", "MEM-002", "MEM-003"},
    message = "MiB of direct memory ran out of memory")
@AlsoBreaks(
    value = {
      "BP-001",
      "BP-003",
      "BP-005",
      "CAN-002",
      "CAN-004",
      "CAN-005",
      "CAN-006",
      "CLS-002",
      "CON-002",
      "EARLY-001",
      "EARLY-002",
      "EARLY-003",
      "EARLY-004",
      "EARLY-005",
      "EARLY-007",
      "EARLY-008",
      "FLT-001",
      "FLT-002",
      "FLT-003",
      "FLT-004",
      "FLT-012",
      "FLT-013",
      "LEAK-001",
      "LEAK-002",
      "LEAK-003",
      "LEAK-004",
      "LEAK-008",
      "MPT-008",
      "MPT-009",
      "REQ-001",
      "REQ-002",
      "REQ-004",
      "REQ-005",
      "REQ-006",
      "REQ-010",
      "REQ-011",
      "REQ-012",
      "REQ-013",
      "REQ-014",
      "RSP-001",
      "RSP-002",
      "RSP-004",
      "RSP-006",
      "RSP-007",
      "TMO-003",
      "TMO-005",
      "TMO-008",
      "TMO-009",
      "TMO-011"
    },
    sometimes = "TMO-001")
final class BufferInMiddleware extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          Response response = next.send(buffered(request));
          byte[] bytes = response.body().readAllBytes();
          return response.toBuilder().body(new ByteArrayInputStream(bytes)).build();
        };
  }

  private static Request buffered(Request request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      request.body().writeTo(bytes);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    RequestBody whole = RequestBody.bytes(bytes.toByteArray());
    return request.toBuilder().body(WrittenBody.like(request.body(), whole)).build();
  }
}
