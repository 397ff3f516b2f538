package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Begins an exchange when the response of the one before has been answered. */
@Breaks(ids = "CON-001", message = "500 requests are under way at once")
@Breaks(ids = "CON-002", message = "a request beside slow ones comes to its end")
@AlsoBreaks({"BP-003", "BP-005", "CLS-002", "LEAK-007"})
final class OneAtATime extends TransportSaboteur {
  private final Semaphore turn = new Semaphore(1);

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    try {
      if (!turn.tryAcquire(20, TimeUnit.SECONDS)) {
        throw new IOException("it is not this request's turn");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    try {
      return control.exchange(request, call);
    } finally {
      turn.release();
    }
  }
}
