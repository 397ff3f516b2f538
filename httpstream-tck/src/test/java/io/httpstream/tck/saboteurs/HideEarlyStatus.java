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
          return next.send(request.toBuilder().body(body.through(Silent::new)).build());
        };
  }

  private static final class Silent extends OutputStream {
    private final OutputStream out;

    Silent(OutputStream out) {
      this.out = out;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
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
