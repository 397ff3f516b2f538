package io.httpstream.multipart;

import io.httpstream.message.RequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A form of fields and files, sent as {@code multipart/form-data} (RFC 7578) part by part: one part
 * is open at a time, and nothing is held in memory.
 */
public final class Multipart {
  private static final byte[] LINE_END = {'\r', '\n'};

  private final List<Part> parts;
  private final String boundary = Boundary.random();
  private final RequestBody body;

  private Multipart(List<Part> parts) {
    this.parts = parts;
    this.body = makeBody();
  }

  /**
   * A form.
   *
   * @param parts at least one, sent in this order
   * @return the form
   * @throws IllegalArgumentException if there is no part
   */
  public static Multipart of(List<Part> parts) {
    List<Part> copy = List.copyOf(Objects.requireNonNull(parts, "parts"));
    if (copy.isEmpty()) {
      throw new IllegalArgumentException(
          "a multipart form without parts can't be sent (RFC 2046, section 5.1.1); add a field or a"
              + " file");
    }
    return new Multipart(copy);
  }

  /**
   * A form.
   *
   * @param parts at least one, sent in this order
   * @return the form
   * @throws IllegalArgumentException if there is no part
   */
  public static Multipart of(Part... parts) {
    return of(List.of(parts));
  }

  /**
   * The form as a body: its length is known if that of every part is, and it can be sent again if
   * every part can. Whatever becomes of the request, each part's source is closed exactly once.
   *
   * @return the same body each time
   */
  public RequestBody toBody() {
    return body;
  }

  private RequestBody makeBody() {
    boolean replayable = parts.stream().allMatch(part -> part.content().isReplayable());
    RequestBody made =
        replayable
            ? RequestBody.writer(this::writeTo).replayable()
            : RequestBody.closing("multipart/form-data", this::writeTo, this::close);
    long length = length();
    RequestBody typed = made.mediaType("multipart/form-data; boundary=" + boundary);
    return length < 0 ? typed : typed.length(length);
  }

  private long length() {
    long length = lastDelimiter().length;
    for (Part part : parts) {
      if (part.content().length() < 0) {
        return -1;
      }
      length += head(part).length + part.content().length() + LINE_END.length;
    }
    return length;
  }

  private void writeTo(OutputStream out) throws Exception {
    for (Part part : parts) {
      out.write(head(part));
      PartOutputStream content = new PartOutputStream(out, part);
      part.content().writeTo(content);
      content.end();
      out.write(LINE_END);
    }
    out.write(lastDelimiter());
  }

  private byte[] head(Part part) {
    byte[] delimiter = ("--" + boundary + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] header = PartHeader.encode(part);
    byte[] head = new byte[delimiter.length + header.length];
    System.arraycopy(delimiter, 0, head, 0, delimiter.length);
    System.arraycopy(header, 0, head, delimiter.length, header.length);
    return head;
  }

  private byte[] lastDelimiter() {
    return ("--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Closes all parts, also when closing one of them fails. */
  private void close() throws IOException {
    IOException failure = null;
    for (Part part : parts) {
      try {
        part.content().close();
      } catch (IOException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
