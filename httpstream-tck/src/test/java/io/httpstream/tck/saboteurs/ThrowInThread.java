package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;

/** Has threads of its own, and lets failures end them. */
@Breaks(
    ids = "LEAK-008",
    message = "the list of exceptions that ended a thread must be [], but was [careless: ")
final class ThrowInThread extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    try {
      return control.exchange(request, call);
    } catch (IOException e) {
      Thread thread =
          new Thread(
              () -> {
                throw new IllegalStateException(e);
              },
              "careless");
      thread.start();
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }
}
