package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;

/** Takes a flush for a hint: what is small stays here until the end. */
@Breaks(ids = "REQ-010", message = "the server saw byte 0 after it was flushed")
@Breaks(ids = "REQ-001", message = "the server saw a piece that was flushed")
@AlsoBreaks("MPT-008")
final class IgnoreFlush extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    return control.exchange(
        request,
        new ForwardingCall(call) {
          @Override
          public boolean writeBody(Wire wire) throws IOException {
            return super.writeBody(new NeverFlushed(wire));
          }
        });
  }

  private record NeverFlushed(Wire wire) implements Wire {
    @Override
    public byte[] emit(byte[] buffer, int length) throws IOException {
      return wire.emit(buffer, length);
    }

    @Override
    public void pass(byte[] bytes, int offset, int length) throws IOException {
      wire.pass(bytes, offset, length);
    }

    @Override
    public void flush() {}
  }
}
