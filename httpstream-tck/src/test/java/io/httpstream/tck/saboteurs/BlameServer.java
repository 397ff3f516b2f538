package io.httpstream.tck.saboteurs;

import io.httpstream.message.ExchangeDetails;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Middleware;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Takes the time between two reads for time in which nothing came. */
@Breaks(ids = "TMO-010", message = "a pause of the caller's own must trip no limit")
final class BlameServer extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          Response response = next.send(request);
          return response.toBuilder().body(new Timed(response.body(), request)).build();
        };
  }

  private static final class Timed extends FilterInputStream {
    private final Request request;
    private long last = System.nanoTime();

    Timed(InputStream in, Request request) {
      super(in);
      this.request = request;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      Duration limit = request.limits().get(Limit.READ_IDLE);
      if (System.nanoTime() - last > limit.toNanos()) {
        throw new ExchangeTimeoutException(
            Limit.READ_IDLE,
            limit,
            new ExchangeDetails(Phase.READING, request.toString(), 0, 0, false),
            null);
      }
      last = System.nanoTime();
      return in.read(target, offset, count);
    }
  }
}
