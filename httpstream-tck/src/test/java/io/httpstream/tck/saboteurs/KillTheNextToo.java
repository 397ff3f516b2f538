package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.util.function.Consumer;

/** Ends whatever exchange runs, if it is told to end one that is over. */
@Breaks(ids = "CAN-007", message = "must not be harmed by the late cancel of another, but failed")
@Breaks(ids = "CAN-008", message = "must not harm the next one on its connection, but that failed")
final class KillTheNextToo extends TransportSaboteur {
  private volatile Consumer<IOException> latest = reason -> {};

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        new ForwardingCall(call) {
          @Override
          public void onAbort(Consumer<IOException> kill) {
            latest = kill;
            super.onAbort(reason -> latest.accept(reason));
          }
        });
  }
}
