package io.httpstream.examples.relay;

import io.httpstream.message.Middleware;
import io.httpstream.message.Response;
import io.httpstream.message.Sender;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** A middleware that shows how much of a response's body has been read. */
final class Progress implements Middleware {
  private final Display display;
  private volatile long bytes;

  /** What shows it; called by the thread that reads. */
  interface Display {
    /** The body begins; its length is -1 if nobody knows. */
    void begin(long length);

    /** So many bytes have been read in all. */
    void reached(long bytes);

    /** There is no more to come, for whatever reason. */
    void end();
  }

  Progress(Display display) {
    this.display = display;
  }

  /** How many bytes of the last body have been read. */
  long bytes() {
    return bytes;
  }

  @Override
  public Sender around(Sender next) {
    return request -> {
      Response response = next.send(request);
      display.begin(response.contentLength());
      return response.toBuilder().body(new Watched(response.body())).build();
    };
  }

  /** Counts what passes, and copies nothing. */
  private final class Watched extends FilterInputStream {
    private final AtomicBoolean ended = new AtomicBoolean();
    private long count;

    Watched(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = in.read(buffer, offset, length);
      if (read < 0) {
        end();
        return read;
      }
      count += read;
      bytes = count;
      display.reached(count);
      return read;
    }

    @Override
    public void close() throws IOException {
      end();
      in.close();
    }

    private void end() {
      if (!ended.getAndSet(true)) {
        display.end();
      }
    }
  }
}
