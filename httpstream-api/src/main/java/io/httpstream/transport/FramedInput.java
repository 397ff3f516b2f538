package io.httpstream.transport;

import io.httpstream.message.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.Charset;
import java.util.Objects;

/**
 * The input of a connection over HTTP/1.1 that knows where each response ends (RFC 9112, section
 * 6.3), for a transport whose backend reads more leniently than the rules allow. A head is handed
 * over whole, with its lines unfolded and ended by CR LF; the framing of chunks is checked; what
 * comes behind a response is kept from the backend. What is no HTTP/1 is a {@link
 * ProtocolException}.
 *
 * <p>Until the first {@link #begin} bytes pass as they are, as those of a proxy's tunnel must.
 *
 * <p>Used by one thread at a time.
 */
public final class FramedInput extends InputStream {
  private static final int BUFFER = 8 * 1024;
  private static final int LONGEST_HEADS = 1 << 20;

  private enum State {
    PASSING,
    HEAD,
    FIXED,
    CHUNKED,
    ENDED
  }

  private final InputStream in;
  private final Charset charset;
  private final ChunkScan chunks = new ChunkScan();

  private State state = State.PASSING;
  private String method = "";
  private int headsLeft;
  private long left;
  private boolean unclean;

  /** What has been read of a head: a read may time out, and the next one goes on. */
  private ByteArrayOutputStream raw = new ByteArrayOutputStream();

  private int lineLength;

  /** Heads that have been read, and wait to be handed over. */
  private byte[] head = new byte[0];

  private int headPosition;

  /** What has been received, and how far of it may be handed over. */
  private byte[] buffer = new byte[0];

  private int position;
  private int checked;
  private int limit;

  private FramedInput(InputStream in, Charset charset) {
    this.in = in;
    this.charset = charset;
  }

  /**
   * Frames the responses that come from a stream.
   *
   * @param in what HTTP is read from
   * @param charset how the backend decodes field values: each byte of one is handed over as the
   *     character of ISO-8859-1 that it stands for, encoded in this
   * @return nothing has been read yet
   */
  public static FramedInput of(InputStream in, Charset charset) {
    return new FramedInput(
        Objects.requireNonNull(in, "in"), Objects.requireNonNull(charset, "charset"));
  }

  /**
   * The next exchange begins: what is received from now on is its response.
   *
   * @param requestMethod the request's, as a response to HEAD has no body
   */
  public void begin(String requestMethod) {
    method = Objects.requireNonNull(requestMethod, "requestMethod");
    state = State.HEAD;
    headsLeft = LONGEST_HEADS;
    head = new byte[0];
    headPosition = 0;
    raw = new ByteArrayOutputStream();
    lineLength = 0;
  }

  /**
   * Whether the connection can carry another exchange, as far as what was received tells.
   *
   * @return false within a response, and if more was received than one
   */
  public boolean isClean() {
    boolean whole = state == State.PASSING || state == State.ENDED;
    return whole && !unclean && position == limit && headPosition == head.length;
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
    if (state == State.HEAD && headPosition == head.length && !readHead()) {
      return -1;
    }
    if (headPosition < head.length) {
      int count = Math.min(length, head.length - headPosition);
      System.arraycopy(head, headPosition, bytes, offset, count);
      headPosition += count;
      return count;
    }
    return switch (state) {
      case FIXED -> readFixed(bytes, offset, length);
      case CHUNKED -> readChunked(bytes, offset, length);
      case ENDED -> readSurplus();
      default -> position < limit ? take(bytes, offset, length) : in.read(bytes, offset, length);
    };
  }

  // ---- the head

  /** Reads one head; false if the connection ends before it does. */
  private boolean readHead() throws IOException {
    while (true) {
      if (position == limit && !fill()) {
        return false;
      }
      byte next = buffer[position++];
      raw.write(next);
      if (--headsLeft < 0) {
        throw new ProtocolException(
            "the response's head is longer than " + LONGEST_HEADS + " bytes");
      }
      if (next == '\n' && lineLength == 0 && raw.size() > 2) {
        byte[] whole = raw.toByteArray();
        raw = new ByteArrayOutputStream();
        accept(ReceivedHead.parse(whole));
        return true;
      }
      lineLength = next == '\n' ? 0 : next == '\r' ? lineLength : lineLength + 1;
      if (raw.size() <= ReceivedHead.PREFIX.length()
          && next != ReceivedHead.PREFIX.charAt(raw.size() - 1)) {
        // At once: there may never be the end of a line.
        throw new ProtocolException("the response does not begin with " + ReceivedHead.PREFIX);
      }
    }
  }

  private void accept(ReceivedHead received) throws ProtocolException {
    head = received.text().getBytes(charset);
    headPosition = 0;
    if (received.isInterim()) {
      return;
    }
    checked = position;
    if (received.isBodiless(method)) {
      state = State.ENDED;
      return;
    }
    Headers fields = received.fields();
    boolean chunked = ReceivedHead.isChunked(fields);
    left = ReceivedHead.length(fields);
    if (chunked && left >= 0) {
      // "Ought to be handled as an error": it may be an attack (RFC 9112, section 6.3).
      throw new ProtocolException("the response has both Transfer-Encoding and Content-Length");
    }
    if (chunked) {
      // HTTP/1.0 knows no transfer codings: whoever passed it on may have framed it differently,
      // and what follows is not to be trusted (RFC 9112, section 6.1).
      unclean |= received.statusLine().startsWith("HTTP/1.0");
      chunks.begin();
      state = State.CHUNKED;
    } else if (left >= 0) {
      state = left == 0 ? State.ENDED : State.FIXED;
    } else {
      unclean = true;
      state = State.PASSING;
    }
  }

  // ---- the body

  private int readFixed(byte[] bytes, int offset, int length) throws IOException {
    int most = (int) Math.min(length, left);
    int count = position < limit ? take(bytes, offset, most) : in.read(bytes, offset, most);
    left -= Math.max(0, count);
    if (left == 0) {
      state = State.ENDED;
    }
    return count;
  }

  private int readChunked(byte[] bytes, int offset, int length) throws IOException {
    if (position == limit && chunks.dataLeft() >= length) {
      int count = in.read(bytes, offset, length);
      if (count < 0) {
        throw cut();
      }
      chunks.skip(count);
      return count;
    }
    if (position == limit && !fill()) {
      throw cut();
    }
    if (checked == position) {
      checked = chunks.check(buffer, position, limit);
    }
    int count = take(bytes, offset, Math.min(length, checked - position));
    if (position == checked && chunks.isEnded()) {
      state = State.ENDED;
    }
    return count;
  }

  private static EOFException cut() {
    return new EOFException("the connection ended before the last chunk did");
  }

  /** Nobody has asked for more, nor may it be the answer to what is asked next. */
  private int readSurplus() throws IOException {
    if (position < limit || in.read() >= 0) {
      unclean = true;
    }
    return -1;
  }

  private int take(byte[] bytes, int offset, int length) {
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean fill() throws IOException {
    if (buffer.length == 0) {
      buffer = new byte[BUFFER];
    }
    position = 0;
    checked = 0;
    limit = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  @Override
  public int available() throws IOException {
    if (headPosition < head.length) {
      return head.length - headPosition;
    }
    if (state == State.ENDED) {
      return 0;
    }
    return position < limit ? limit - position : in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
