package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.transport.Transport;

/** Is not closed by being closed. */
@Breaks(
    ids = "CLS-003",
    message =
        "a request that is sent after the client was closed must fail, but the caller got 200")
@Breaks(ids = "CLS-002", message = "when the client is closed comes to its end")
@AlsoBreaks(
    value = "LEAK-002",
    sometimes = {"CAN-007", "LEAK-001"})
final class SendAfterClose extends ClientSaboteur {
  @Override
  protected Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport) {
      @Override
      public void close() {}
    };
  }
}
