package io.httpstream.guard;

import io.httpstream.message.ExchangeDetails;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.message.Sender;
import java.io.IOException;
import java.util.Objects;

/**
 * Takes the place of the guard around a sender that is no transport. It can't interrupt the sender,
 * but heeds the request's scope before and after it.
 */
public final class Unguarded implements Sender {
  private final Sender sender;

  /**
   * Wraps a sender.
   *
   * @param sender a mock, or another library's client
   */
  public Unguarded(Sender sender) {
    this.sender = Objects.requireNonNull(sender, "sender");
  }

  @Override
  public Response send(Request request) throws IOException {
    check(request);
    Response response = sender.send(request).toBuilder().request(request).build();
    try {
      check(request);
      return response;
    } catch (IOException tooLate) {
      response.abort();
      throw tooLate;
    }
  }

  private static void check(Request request) throws IOException {
    request
        .scope()
        .check(() -> new ExchangeDetails(Phase.PREPARING, request.toString(), 0, 0, false));
  }
}
