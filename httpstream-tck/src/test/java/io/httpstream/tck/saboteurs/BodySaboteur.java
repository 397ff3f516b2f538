package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A fault of a transport in the bodies of its responses. */
abstract class BodySaboteur extends TransportSaboteur {
  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    Response response = control.exchange(request, call);
    return response.toBuilder().body(broken(response.body())).build();
  }

  abstract InputStream broken(InputStream body) throws IOException;

  /** A body whose single bytes are read as arrays, so that there is one method to break. */
  abstract static class ArrayBody extends FilterInputStream {
    ArrayBody(InputStream body) {
      super(body);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] target, int offset, int count) throws IOException;
  }
}
