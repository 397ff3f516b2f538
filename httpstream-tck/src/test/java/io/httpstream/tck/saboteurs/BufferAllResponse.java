package io.httpstream.tck.saboteurs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the whole body before it returns the response. */
@Breaks(ids = "RSP-001", message = "the response was returned while the server held back its body")
@Breaks(ids = "RSP-002", message = "the first piece was read while the server held back the second")
@Breaks(ids = "BP-001", message = "the server got rid of")
@Breaks(ids = "MEM-001", message = "MiB of direct memory ran out of memory")
@AlsoBreaks({
  "BP-005",
  "CAN-004",
  "CAN-005",
  "CAN-006",
  "CON-002",
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
  "REQ-014",
  "RSP-004",
  "RSP-006",
  "RSP-007",
  "TMO-005",
  "TMO-011"
})
final class BufferAllResponse extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) throws IOException {
    return new ByteArrayInputStream(body.readAllBytes());
  }
}
