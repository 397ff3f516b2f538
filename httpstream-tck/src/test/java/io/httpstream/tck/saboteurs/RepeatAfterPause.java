package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.time.Duration;

/** Takes a write that was held back for one that has failed, and writes again. */
@Breaks(ids = "BP-004", message = "the body that the server reads with pauses must be")
@AlsoBreaks("BP-005")
final class RepeatAfterPause extends TransportSaboteur {
  private static final long PAUSE = Duration.ofMillis(50).toNanos();

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        new ForwardingCall(call) {
          @Override
          public boolean writeBody(Wire wire) throws IOException {
            return super.writeBody(new Repeating(wire));
          }
        });
  }

  private record Repeating(Wire wire) implements Wire {
    @Override
    public byte[] emit(byte[] buffer, int length) throws IOException {
      pass(buffer, 0, length);
      return buffer;
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) throws IOException {
      long start = System.nanoTime();
      wire.pass(bytes, offset, length);
      if (System.nanoTime() - start > PAUSE) {
        wire.pass(bytes, offset, length);
      }
    }

    @Override
    public void flush() throws IOException {
      wire.flush();
    }
  }
}
