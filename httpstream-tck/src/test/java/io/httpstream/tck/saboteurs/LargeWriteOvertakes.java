package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps small writes for later, and lets a large one that ends the body pass by them. */
@Breaks(
    ids = "REQ-009",
    message =
        "what the server sees of writes of 1 and 65536 bytes, of declared length, must be 65537")
@AlsoBreaks({"BP-003", "BP-005", "EARLY-001", "EARLY-007", "EARLY-008", "REQ-014"})
final class LargeWriteOvertakes extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          RequestBody body = request.body();
          RequestBody disordered =
              WrittenBody.like(
                  body,
                  out -> {
                    Overtaken overtaken = new Overtaken(out, body.length());
                    body.writeTo(overtaken);
                    overtaken.flush();
                  });
          return body.length() <= 0
              ? next.send(request)
              : next.send(request.toBuilder().body(disordered).build());
        };
  }

  private static final class Overtaken extends OutputStream {
    private static final int LARGE = 64 * 1024;

    private final OutputStream out;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long left;

    private Overtaken(OutputStream out, long length) {
      this.out = out;
      this.left = length;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      left -= count;
      if (count < LARGE) {
        kept.write(bytes, offset, count);
        return;
      }
      if (left > 0) {
        flush();
      }
      out.write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
      kept.writeTo(out);
      kept.reset();
      out.flush();
    }
  }
}
