package io.httpstream.transport.apache;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/**
 * A request's body on our own connection. What is small joins the head in the connection's buffer;
 * what is large is sent from the array it came in. Closing it does not finish the message, as it
 * would on Apache's own streams: only {@link #finish} does, so that no failure looks complete.
 */
abstract class MessageBody extends OutputStream {
  /** The JDK copies what it sends into memory of its own, as much as it is given. */
  private static final int LARGEST_PIECE = 64 * 1024;

  final SessionOutputBuffer buffer;
  final OutputStream held = new Held();
  private final SocketOutput out;
  private final List<ByteBuffer> parts = new ArrayList<>(4);
  private boolean finished;

  MessageBody(SessionOutputBuffer buffer, SocketOutput out) {
    this.buffer = buffer;
    this.out = out;
  }

  /** Keeps what would be written, to be sent with what follows. */
  private final class Held extends OutputStream {
    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      parts.add(ByteBuffer.wrap(bytes, offset, length));
    }
  }

  /** Writes at most {@link #LARGEST_PIECE} bytes. */
  abstract void writePiece(byte[] bytes, int offset, int length) throws IOException;

  /** Writes what ends the message, if anything does. */
  abstract void writeEnd() throws IOException;

  /** Empties the connection's buffer into what is held; it must not be filled before sending. */
  final void drainBuffer() throws IOException {
    buffer.flush(held);
  }

  final void send() throws IOException {
    if (!parts.isEmpty()) {
      ByteBuffer[] all = parts.toArray(ByteBuffer[]::new);
      parts.clear();
      out.write(all);
    }
  }

  @Override
  public final void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public final void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int from = offset; from < end; from += LARGEST_PIECE) {
      writePiece(bytes, from, Math.min(LARGEST_PIECE, end - from));
    }
  }

  @Override
  public final void flush() throws IOException {
    drainBuffer();
    send();
    out.flush();
  }

  /** Completes the message; what is still in the buffer is sent by the connection. */
  final void finish() throws IOException {
    writeEnd();
    finished = true;
  }

  /** Closes the connection, so that the message stays incomplete. */
  final void breakOff() throws IOException {
    out.breakOff();
  }

  final boolean isFinished() {
    return finished;
  }

  @Override
  public final void close() {}
}
