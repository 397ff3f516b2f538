package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import java.io.IOException;

/** Gives the caller an exception of its own instead of the writer's. */
@Breaks(
    ids = "REQ-006",
    message = "what the writer threw must reach the caller as the same instance")
@AlsoBreaks({
  "CAN-001",
  "CAN-002",
  "CAN-003",
  "CAN-005",
  "CAN-007",
  "CAN-009",
  "CAN-010",
  "CLS-002",
  "FLT-005",
  "FLT-006",
  "FLT-007",
  "FLT-009",
  "FLT-010",
  "FLT-013",
  "FRM-004",
  "FRM-005",
  "FRM-006",
  "HDR-008",
  "MPT-009",
  "POOL-003",
  "REQ-004",
  "REQ-005",
  "REQ-013",
  "RTY-001",
  "RTY-004",
  "TMO-001",
  "TMO-002",
  "TMO-003",
  "TMO-004",
  "TMO-007",
  "TMO-008",
  "TMO-009",
  "TMO-011"
})
final class WrapWriterFailure extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          try {
            return next.send(request);
          } catch (IOException e) {
            throw new IOException("the request failed", e);
          }
        };
  }
}
