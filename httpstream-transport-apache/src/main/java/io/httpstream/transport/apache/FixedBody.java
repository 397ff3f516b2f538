package io.httpstream.transport.apache;

import java.io.IOException;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/** A body of known length; that the length is kept is seen to by the guard. */
final class FixedBody extends MessageBody {
  FixedBody(SessionOutputBuffer buffer, SocketOutput out) {
    super(buffer, out);
  }

  @Override
  void writePiece(byte[] bytes, int offset, int length) throws IOException {
    if (length < buffer.available()) {
      buffer.write(bytes, offset, length, held);
    } else {
      drainBuffer();
      held.write(bytes, offset, length);
      send();
    }
  }

  @Override
  void writeEnd() {}
}
