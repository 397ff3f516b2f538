package io.httpstream.transport.apache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/** A body of unknown length: each write is a chunk (RFC 9112, section 7.1). */
final class ChunkedBody extends MessageBody {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** The size of a chunk in hexadecimal, and three ends of a line. */
  private static final int FRAMING = 16;

  private final CharArrayBuffer size = new CharArrayBuffer(FRAMING);

  ChunkedBody(SessionOutputBuffer buffer, SocketOutput out) {
    super(buffer, out);
  }

  @Override
  void writePiece(byte[] bytes, int offset, int length) throws IOException {
    makeRoom();
    size.clear();
    size.append(Integer.toHexString(length));
    buffer.writeLine(size, held);
    if (length <= buffer.available() - LINE_END.length) {
      buffer.write(bytes, offset, length, held);
      buffer.write(LINE_END, held);
    } else {
      drainBuffer();
      held.write(bytes, offset, length);
      held.write(LINE_END);
    }
    send();
  }

  @Override
  void writeEnd() throws IOException {
    makeRoom();
    buffer.write(LAST_CHUNK, held);
  }

  /** What is written to a full buffer would empty it, and overwrite what is not sent yet. */
  private void makeRoom() throws IOException {
    if (buffer.available() < FRAMING) {
      drainBuffer();
      send();
    }
  }
}
