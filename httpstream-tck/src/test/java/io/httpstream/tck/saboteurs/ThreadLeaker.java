package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Starts a thread for each exchange, which outlives its client. */
@Breaks(ids = "LEAK-001", message = "no thread of a closed client is left (")
final class ThreadLeaker extends TransportSaboteur {
  private static final Duration LIFE = Duration.ofSeconds(20);

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Thread thread = new Thread(() -> LockSupport.parkNanos(LIFE.toNanos()), "leaked");
    thread.setDaemon(true);
    thread.start();
    return control.exchange(request, call);
  }
}
