package io.httpstream.tck.door;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.net.URI;

/**
 * The way past the guard: what comes back is what the transport made of it, but for a failure of
 * the body's writer, which the transport may replace by another.
 */
public class BareDoor implements Door {
  private final Transport transport;

  /**
   * Makes a door.
   *
   * @param transport closed with the door
   */
  public BareDoor(Transport transport) {
    this.transport = transport;
  }

  @Override
  public Response send(Draft draft) throws IOException {
    Request.Builder builder = Request.builder(draft.method(), URI.create(draft.uri()));
    draft.fields().forEach(field -> builder.header(field.name(), field.value()));
    Request request = builder.body(draft.body()).build();
    BareCall call = new BareCall(request);
    draft.cancellation().by(() -> call.abort(new IOException("cancelled by the case")));
    try {
      return transport.exchange(request, call);
    } catch (IOException | RuntimeException | Error e) {
      call.throwWritersFailure();
      throw e;
    } finally {
      request.body().close();
    }
  }

  @Override
  public void close() {
    transport.close();
  }

  @Override
  public String toString() {
    return "the bare transport";
  }
}
