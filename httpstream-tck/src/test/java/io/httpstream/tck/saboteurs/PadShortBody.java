package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Makes up what a body lacks. */
@Breaks(
    ids = "REQ-004",
    message = "a body of 0 bytes that declared 10 must fail, but the caller got 200")
@AlsoBreaks("REQ-013")
final class PadShortBody extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          RequestBody body = request.body();
          RequestBody padded =
              WrittenBody.like(
                  body,
                  out -> {
                    Counted counted = new Counted(out);
                    body.writeTo(counted);
                    for (long lacking = body.length() - counted.count; lacking > 0; lacking--) {
                      out.write(0);
                    }
                  });
          return next.send(request.toBuilder().body(padded).build());
        };
  }

  private static final class Counted extends FilterOutputStream {
    private long count;

    private Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int value) throws IOException {
      count++;
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      count += length;
      out.write(bytes, offset, length);
    }
  }
}
