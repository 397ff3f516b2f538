package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.RequestBody;
import java.io.IOException;
import java.io.OutputStream;

/** Tells a writer that is stopped nothing of the reason. */
@Breaks(ids = "EARLY-005", message = "must fail with EarlyResponseException")
final class HideEarlyStatus extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          RequestBody body = request.body();
          return body.length() == 0
              ? next.send(request)
              : next.send(
                  request.toBuilder()
                      .body(RequestBody.writer(out -> body.writeTo(new Silent(out))))
                      .build());
        };
  }

  private static final class Silent extends OutputStream {
    private final OutputStream out;

    Silent(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        throw new IOException("it can't be written");
      }
    }
  }
}
