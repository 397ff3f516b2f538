package io.httpstream.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The input of a connection that can be looked at while a request is being written, and that loses
 * nothing of what was seen: how a transport over blocking sockets learns of a response that comes
 * early (RFC 9112, section 9.5).
 *
 * <p>Read by one thread, and looked at by any, but not both at once: while a request is written,
 * nobody reads.
 */
public final class WatchedInput extends InputStream {
  /** Enough for the heads of some informational responses and the final status line. */
  private static final int CAPACITY = 8 * 1024;

  /** The length of a status line up to the status: {@code HTTP/1.1 200}. */
  private static final int STATUS_END = 12;

  private static final int SHORTEST_TIMEOUT = 1;
  private static final int OTHER_THAN_HTTP = 599;

  private final InputStream in;
  private final InputStream transport;
  private final Socket socket;

  // Guarded by the lock while a request is written.
  private final ReentrantLock lock = new ReentrantLock();
  private byte[] seen = new byte[0];
  private int position;
  private int limit;
  private int scanned;
  private int status;
  private boolean ended;

  private WatchedInput(InputStream in, InputStream transport, Socket socket) {
    this.in = in;
    this.transport = transport;
    this.socket = socket;
  }

  /**
   * Watches the input of a socket.
   *
   * @param in what HTTP is read from: the socket's stream, or the decrypted one of TLS over it
   * @param transport the stream of the TCP connection, the same as {@code in} without TLS; it is
   *     asked only what is {@linkplain InputStream#available available}
   * @param socket whose {@linkplain Socket#setSoTimeout timeout} ends a read of {@code in}
   * @return nothing has been read yet
   */
  public static WatchedInput of(InputStream in, InputStream transport, Socket socket) {
    return new WatchedInput(
        Objects.requireNonNull(in, "in"),
        Objects.requireNonNull(transport, "transport"),
        Objects.requireNonNull(socket, "socket"));
  }

  /** The next exchange begins: what is received from now on is its response. */
  public void begin() {
    lock.lock();
    try {
      status = 0;
      scanned = position;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Looks for the status of the final response, skipping informational ones. Takes a millisecond at
   * most, and next to nothing while nothing has come.
   *
   * @return 0 if it has not come yet; if what has come is no HTTP, 599, as there is no use in
   *     writing on
   * @throws IOException if the connection is broken
   */
  public int finalStatus() throws IOException {
    if (!lock.tryLock()) {
      return 0;
    }
    try {
      while (status == 0 && !ended && hasInput() && fill(SHORTEST_TIMEOUT)) {
        // There may be more.
      }
      return status;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the status of the final response.
   *
   * @param milliseconds at most
   * @return 0 if it has not come
   * @throws IOException if the connection is broken
   */
  int awaitFinalStatus(int milliseconds) throws IOException {
    lock.lock();
    try {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
      for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
        if (status != 0 || ended || !fill(1 + (int) TimeUnit.NANOSECONDS.toMillis(left))) {
          break;
        }
      }
      return status;
    } finally {
      lock.unlock();
    }
  }

  /** Whether what is read is not what TCP has received, but decrypted. */
  boolean isDecrypted() {
    return in != transport;
  }

  /** TLS may have decrypted more than was read, and TCP more than TLS has decrypted. */
  boolean hasInput() throws IOException {
    return transport.available() > 0 || (in != transport && in.available() > 0);
  }

  /** Reads what comes in time; false if nothing does, or there is no room for more. */
  private boolean fill(int milliseconds) throws IOException {
    if (seen.length == 0) {
      seen = new byte[CAPACITY];
    }
    if (limit == seen.length) {
      return false;
    }
    int before = socket.getSoTimeout();
    socket.setSoTimeout(milliseconds);
    try {
      int count = in.read(seen, limit, seen.length - limit);
      ended = count < 0;
      limit += Math.max(0, count);
      scan();
      return !ended;
    } catch (SocketTimeoutException e) {
      // A message of TLS that is none of HTTP, or the beginning of one: the rest comes later.
      return false;
    } finally {
      socket.setSoTimeout(before);
    }
  }

  /** Goes from one head to the next until one is final. */
  private void scan() {
    while (limit - scanned >= STATUS_END) {
      int found = statusAt(scanned);
      if (found >= 200) {
        status = found;
        return;
      }
      int next = endOfHead(scanned);
      if (next < 0) {
        return;
      }
      scanned = next;
    }
  }

  private int statusAt(int start) {
    int value = 0;
    for (int i = start + STATUS_END - 3; i < start + STATUS_END; i++) {
      int digit = seen[i] - '0';
      if (digit < 0 || digit > 9) {
        return OTHER_THAN_HTTP;
      }
      value = value * 10 + digit;
    }
    // Whoever has asked for no upgrade gets a final response by it, or a broken one.
    boolean http = seen[start] == 'H' && seen[start + 1] == 'T' && value >= 100;
    return http && value != 101 ? value : OTHER_THAN_HTTP;
  }

  private int endOfHead(int start) {
    for (int i = start + STATUS_END; i + 1 < limit; i++) {
      if (seen[i] == '\n' && (seen[i + 1] == '\n' || isLineEnd(i + 1))) {
        return seen[i + 1] == '\n' ? i + 2 : i + 3;
      }
    }
    return -1;
  }

  private boolean isLineEnd(int at) {
    return at + 1 < limit && seen[at] == '\r' && seen[at + 1] == '\n';
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (position == limit) {
      return ended ? -1 : in.read(bytes, offset, length);
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(seen, position, bytes, offset, count);
    position += count;
    if (position == limit) {
      position = 0;
      limit = 0;
      scanned = 0;
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    return position < limit ? limit - position : in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
