package io.httpstream.transport.apache;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that a connection sends goes through here: a chunk with its framing in one system call, and
 * without a copy where TCP is written directly. Used by one thread at a time.
 */
final class SocketOutput extends OutputStream {
  private final OutputStream out;
  private final Socket base;
  private final @Nullable GatheringByteChannel channel;
  private byte[] joined = new byte[0];

  /**
   * Writes to a socket.
   *
   * @param out what is written to, encrypting if there is TLS
   * @param base the socket of TCP
   * @param tls whether TLS is in between
   */
  SocketOutput(OutputStream out, Socket base, boolean tls) {
    this.out = out;
    this.base = base;
    this.channel = tls ? null : base.getChannel();
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * Closes the connection for a message that can't be completed. Not by a reset, so that what was
   * flushed still arrives; without a closing message of TLS, which could look like an end.
   */
  void breakOff() throws IOException {
    base.close();
  }

  /** Writes all buffers as one, each backed by an array. */
  void write(ByteBuffer[] parts) throws IOException {
    if (parts.length == 1) {
      write(parts[0].array(), parts[0].position(), parts[0].remaining());
    } else if (channel != null) {
      gather(channel, parts);
    } else {
      join(parts);
    }
  }

  private static void gather(GatheringByteChannel to, ByteBuffer[] parts) throws IOException {
    int from = 0;
    while (from < parts.length) {
      if (parts[from].hasRemaining()) {
        to.write(parts, from, parts.length - from);
      } else {
        from++;
      }
    }
  }

  /** Separate writes would each be a record of TLS and a system call. */
  private void join(ByteBuffer[] parts) throws IOException {
    int length = Arrays.stream(parts).mapToInt(ByteBuffer::remaining).sum();
    if (joined.length < length) {
      joined = new byte[length];
    }
    int at = 0;
    for (ByteBuffer part : parts) {
      int count = part.remaining();
      part.get(joined, at, count);
      at += count;
    }
    out.write(joined, 0, length);
  }
}
