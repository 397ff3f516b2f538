package io.httpstream.message;

import io.httpstream.stream.TransferOutputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request: a writer, its media type, its length where that is known, and whether it
 * can be written more than once.
 *
 * <p>Bodies are one-shot unless their factory knows better: a second {@link #writeTo} of one throws
 * {@link IllegalStateException}, so that nothing is ever sent twice by accident or sent empty the
 * second time. A client closes the body of a call when the call has a response or has failed.
 */
public final class RequestBody implements Closeable {
  private static final RequestBody EMPTY = unshared("empty", out -> {}, 0, true);

  private final Content content;
  private final BodyWriter writer;
  private final @Nullable String mediaType;
  private final long length;
  private final boolean replayable;

  /** What copies of one body share: so that a one-shot body is written once under whatever name. */
  private static final class Content {
    final String description;
    final @Nullable Closeable source;
    final AtomicBoolean written = new AtomicBoolean();
    final AtomicBoolean closed = new AtomicBoolean();

    Content(String description, @Nullable Closeable source) {
      this.description = description;
      this.source = source;
    }

    void close() throws IOException {
      if (source != null && closed.compareAndSet(false, true)) {
        source.close();
      }
    }
  }

  /** Opens a stream for each sending of a replayable body. */
  @FunctionalInterface
  public interface StreamSource {
    /**
     * Opens the stream at its beginning.
     *
     * @return a new stream, closed by the body
     * @throws IOException to break the request off
     */
    InputStream open() throws IOException;
  }

  private RequestBody(
      Content content,
      BodyWriter writer,
      @Nullable String mediaType,
      long length,
      boolean replayable) {
    this.content = content;
    this.writer = writer;
    this.mediaType = mediaType;
    this.length = length;
    this.replayable = replayable;
  }

  private static RequestBody unshared(
      String description, BodyWriter writer, long length, boolean replayable) {
    return new RequestBody(new Content(description, null), writer, null, length, replayable);
  }

  /**
   * No body.
   *
   * @return of length zero, without a media type
   */
  public static RequestBody empty() {
    return EMPTY;
  }

  /**
   * A body that a writer pushes: one-shot, of unknown length.
   *
   * @param writer writes all of it
   * @return the body
   */
  public static RequestBody writer(BodyWriter writer) {
    Objects.requireNonNull(writer, "writer");
    return unshared("writer", writer, -1, false);
  }

  /**
   * Bytes: replayable.
   *
   * @param bytes not copied, so not to be changed until sent
   * @return the body
   */
  public static RequestBody bytes(byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    return unshared("bytes", out -> out.write(bytes, 0, bytes.length), bytes.length, true);
  }

  /**
   * Text in UTF-8, of type {@code text/plain}: replayable.
   *
   * @param text the text
   * @return the body
   */
  public static RequestBody text(String text) {
    return bytes(Objects.requireNonNull(text, "text").getBytes(StandardCharsets.UTF_8))
        .mediaType("text/plain; charset=utf-8");
  }

  /**
   * A file: replayable, of the length that it has now. If it has become shorter when it is sent,
   * the request fails; of a longer one no more than that length is sent.
   *
   * @param file a readable file
   * @return the body
   * @throws IllegalArgumentException if it is not a readable file
   */
  public static RequestBody file(Path file) {
    Objects.requireNonNull(file, "file");
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "can't send " + file + ": it is not a readable file",
          new NoSuchFileException(file.toString()));
    }
    long length;
    try {
      length = Files.size(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("can't send " + file + ": its length can't be read", e);
    }
    BodyWriter writer =
        out -> {
          // Not a channel's stream: that one is closed by an interrupt of the thread.
          try (InputStream in = new FileInputStream(file.toFile())) {
            TransferOutputStream.copy(in, out, length);
          }
        };
    return unshared("file " + file, writer, length, true);
  }

  /**
   * A stream: one-shot, of unknown length. It is closed exactly once, whatever becomes of the
   * request.
   *
   * @param stream read to its end while it is being sent
   * @return the body
   */
  public static RequestBody stream(InputStream stream) {
    Objects.requireNonNull(stream, "stream");
    BodyWriter writer = out -> TransferOutputStream.copy(stream, out, Long.MAX_VALUE);
    return closing("stream", writer, stream);
  }

  /**
   * A stream that can be opened again: replayable, of unknown length.
   *
   * @param source opened for each sending
   * @return the body
   */
  public static RequestBody open(StreamSource source) {
    Objects.requireNonNull(source, "source");
    BodyWriter writer =
        out -> {
          try (InputStream in = Objects.requireNonNull(source.open(), "the opened stream")) {
            TransferOutputStream.copy(in, out, Long.MAX_VALUE);
          }
        };
    return unshared("opened stream", writer, -1, true);
  }

  /**
   * The body of a response, relayed while it arrives: one-shot, with the response's media type and
   * length where they are known. Its bytes are relayed as they are, so a Content-Encoding must be
   * set on the request too. The response is closed exactly once, whatever becomes of the request.
   *
   * @param response open and unread
   * @return the body
   */
  public static RequestBody of(Response response) {
    Objects.requireNonNull(response, "response");
    BodyWriter writer = out -> TransferOutputStream.copy(response.body(), out, Long.MAX_VALUE);
    RequestBody body = closing("response of " + response.request(), writer, response);
    RequestBody typed =
        response
            .header("Content-Type")
            .filter(HeaderSyntax::isRequestValue)
            .map(body::mediaType)
            .orElse(body);
    return response.bodyLength() < 0 ? typed : typed.length(response.bodyLength());
  }

  /**
   * A body with something to close: for encoders that are made of several sources.
   *
   * @param description in words, for exceptions
   * @param writer writes all of it
   * @param source closed exactly once, whatever becomes of the request
   * @return one-shot, of unknown length
   */
  public static RequestBody closing(String description, BodyWriter writer, Closeable source) {
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(source, "source");
    return new RequestBody(new Content(description, source), writer, null, -1, false);
  }

  /**
   * Sets the media type.
   *
   * @param type for the Content-Type header (RFC 9110, section 8.3)
   * @return the same content with this type
   * @throws IllegalArgumentException if it can't be a header's value, or has no slash
   */
  public RequestBody mediaType(String type) {
    Objects.requireNonNull(type, "mediaType");
    HeaderSyntax.checkValue("Content-Type", type);
    HeaderSyntax.checkRequestField("Content-Type", type);
    if (type.indexOf('/') < 1) {
      throw new IllegalArgumentException(
          "\"" + type + "\" is no media type; one looks like text/csv");
    }
    return new RequestBody(content, writer, type, length, replayable);
  }

  /**
   * Declares the length. The request fails if the writer writes more or fewer bytes.
   *
   * @param bytes zero or more
   * @return the same content of this length
   * @throws IllegalArgumentException if it is negative
   */
  public RequestBody length(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "a body's length can't be " + bytes + "; a body of unknown length declares none");
    }
    return new RequestBody(content, writer, mediaType, bytes, replayable);
  }

  /**
   * Declares that the writer writes the same bytes each time it is called.
   *
   * @return the same content, replayable
   * @throws IllegalStateException if the content is a stream, which can be read once only
   */
  public RequestBody replayable() {
    if (content.source != null) {
      throw new IllegalStateException(
          "the body (" + this + ") can be read once only; RequestBody.open makes a replayable one");
    }
    return new RequestBody(content, writer, mediaType, length, true);
  }

  /**
   * Lets a middleware observe the bytes on their way, without buffering them.
   *
   * @param wrap wraps the stream of each sending; as many bytes must come out as go in, and what it
   *     holds back must be out after a flush
   * @return the same content, type and length, written through the wrapped stream
   */
  public RequestBody through(UnaryOperator<OutputStream> wrap) {
    Objects.requireNonNull(wrap, "wrap");
    BodyWriter wrapping =
        out -> {
          OutputStream wrapped = wrap.apply(out);
          writer.writeTo(wrapped);
          wrapped.flush();
        };
    return new RequestBody(content, wrapping, mediaType, length, replayable);
  }

  /**
   * The media type.
   *
   * @return empty if it is not known
   */
  public Optional<String> mediaType() {
    return Optional.ofNullable(mediaType);
  }

  /**
   * The length.
   *
   * @return in bytes, or -1 if it is not known
   */
  public long length() {
    return length;
  }

  /**
   * Whether the body can be written more than once.
   *
   * @return false for a one-shot body
   */
  public boolean isReplayable() {
    return replayable;
  }

  /**
   * Writes the body; called by whatever sends it.
   *
   * @param out takes the bytes
   * @throws IllegalStateException if it is one-shot and has been written already
   * @throws Exception what the writer throws
   */
  public void writeTo(OutputStream out) throws Exception {
    Objects.requireNonNull(out, "out");
    if (content.written.getAndSet(true) && !replayable) {
      throw new IllegalStateException("the body (" + this + ") can be written once only");
    }
    writer.writeTo(out);
  }

  /**
   * Whether a call of {@link #writeTo} would be refused.
   *
   * @return true if the body is one-shot and has been written
   */
  public boolean isUsedUp() {
    return !replayable && content.written.get();
  }

  /**
   * Closes the stream or response that the body was made of, if it was; has no effect later on.
   *
   * @throws IOException from closing it
   */
  @Override
  public void close() throws IOException {
    content.close();
  }

  /** What the body was made of, without its content. */
  @Override
  public String toString() {
    return content.description;
  }
}
