package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.Arrays;

/** Sends in small pieces what it gets in one. */
@Breaks(ids = "REQ-011", message = "must leave in at most 48 chunks, but left in")
final class SmallChunks extends TransportSaboteur {
  private static final int SMALL = 512;

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        new ForwardingCall(call) {
          @Override
          public boolean writeBody(Wire wire) throws IOException {
            return super.writeBody(new InPieces(wire));
          }
        });
  }

  private record InPieces(Wire wire) implements Wire {
    @Override
    public byte[] emit(byte[] buffer, int length) throws IOException {
      pass(buffer, 0, length);
      return buffer;
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) throws IOException {
      for (int at = offset; at < offset + length; at += SMALL) {
        int end = Math.min(at + SMALL, offset + length);
        wire.emit(Arrays.copyOfRange(bytes, at, end), end - at);
      }
    }

    @Override
    public void flush() throws IOException {
      wire.flush();
    }
  }
}
