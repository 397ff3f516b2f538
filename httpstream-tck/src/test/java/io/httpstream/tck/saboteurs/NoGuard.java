package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.message.Headers;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.tck.door.BareDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** Has no guard: nobody holds back the end of a body whose writer has not returned. */
@Breaks(ids = "REQ-006", message = "must never be complete, but the server saw a complete message")
@AlsoBreaks(
    value = {
      "CAN-001",
      "CAN-002",
      "CAN-003",
      "CAN-004",
      "CAN-005",
      "CAN-010",
      "CLS-002",
      "EARLY-005",
      "FLT-001",
      "FLT-002",
      "FLT-003",
      "FLT-004",
      "FLT-005",
      "FLT-006",
      "FLT-007",
      "FLT-009",
      "FLT-010",
      "FLT-012",
      "FLT-013",
      "FRM-004",
      "FRM-005",
      "FRM-006",
      "HDR-008",
      "HDR-011",
      "LEAK-004",
      "POOL-002",
      "REQ-004",
      "REQ-005",
      "REQ-013",
      "REQ-014",
      "RTY-001",
      "RTY-004",
      "TMO-001",
      "TMO-002",
      "TMO-003",
      "TMO-004",
      "TMO-005",
      "TMO-006",
      "TMO-007",
      "TMO-008",
      "TMO-009",
      "TMO-011"
    },
    sometimes = "POOL-003")
final class NoGuard extends ClientSaboteur {
  @Override
  protected HttpStreamClient client(
      Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
    Door door = new BareDoor(transport);
    return HttpStreamClient.builder().over(request -> send(door, request)).build();
  }

  private static Response send(Door door, Request request) throws IOException {
    Draft draft = Draft.of(request.method(), request.uri()).body(request.body());
    for (Headers.Entry field : request.headers()) {
      draft.header(field.name(), field.value());
    }
    return door.send(draft);
  }
}
