package io.httpstream.transport.apache;

import io.httpstream.transport.WatchedInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;

/**
 * All that a connection receives comes through here: bounds the heads of responses, and looks for
 * bytes or the end of an idle connection without waiting. Used by one thread at a time.
 */
final class SocketInput extends InputStream {
  private static final int HEAD_LIMIT = 1 << 20;

  private final WatchedInput in;
  private final Socket base;
  private final boolean tls;
  private boolean head;
  private boolean chunked;
  private int headLeft = HEAD_LIMIT;
  private boolean probing;
  private boolean ended;

  /**
   * Reads a socket.
   *
   * @param in what is read, decrypted if there is TLS
   * @param base the socket of TCP
   */
  SocketInput(WatchedInput in, Socket base, boolean tls) {
    this.in = in;
    this.base = base;
    this.tls = tls;
  }

  /** What is looked at while a request is written. */
  WatchedInput watched() {
    return in;
  }

  /** The next exchange begins, which may receive so much of heads. */
  void begin() {
    headLeft = HEAD_LIMIT;
    chunked = false;
  }

  /** Whether a response's head is being read, which must neither be endless nor cut. */
  void head(boolean on) {
    head = on;
  }

  /** The body is chunked, and ends before the connection does. */
  void chunked() {
    chunked = true;
  }

  /** Whether a read returns at once, with zero bytes if there are none. */
  void probing(boolean on) {
    probing = on;
  }

  boolean ended() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = probing ? probe(bytes, offset, length) : in.read(bytes, offset, length);
    ended = count < 0;
    if (head) {
      checkHead(count);
    } else if (ended && chunked && !probing) {
      // Apache would take a size that is cut to "0" for the last chunk's, and its end for given.
      throw new ConnectionClosedException(
          "the connection was closed before the last chunk was complete");
    }
    return count;
  }

  private void checkHead(int count) throws IOException {
    if (count < 0) {
      // The parser would take a head that is cut after any of its lines for a whole one.
      throw new ConnectionClosedException(
          "the connection was closed before the response's head was complete");
    }
    headLeft -= count;
    if (headLeft < 0) {
      throw new MessageConstraintException(
          "the response's headers are longer than " + HEAD_LIMIT + " bytes");
    }
  }

  private int probe(byte[] bytes, int offset, int length) throws IOException {
    SocketChannel channel = base.getChannel();
    boolean readable = tls && base.getInputStream().available() > 0;
    if (channel == null || readable || in.available() > 0) {
      // There may be a ticket of TLS and nothing else: then this waits as long as the socket's
      // timeout, which is that of a probe.
      return in.read(bytes, offset, length);
    }
    ByteBuffer one = ByteBuffer.allocate(1);
    channel.configureBlocking(false);
    int count;
    try {
      count = channel.read(one);
    } finally {
      channel.configureBlocking(true);
    }
    if (count > 0 && tls) {
      // It came just now, and what remains can't be decrypted any more.
      return -1;
    }
    if (count > 0) {
      bytes[offset] = one.get(0);
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
