package io.httpstream.message;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A response: status and headers are there, the body is still on the wire. Whoever gets one must
 * close it; closing its body does the same.
 *
 * <p>A response is read by one thread; {@link #close} and {@link #abort} may be called from any.
 */
public final class Response implements Closeable {
  /** How much {@link #text()} reads at most, in bytes. */
  public static final int TEXT_LIMIT = 1 << 20;

  private static final int EXCERPT_LIMIT = 8 * 1024;

  private final int status;
  private final Headers headers;
  private final InputStream body;
  private final Request request;
  private final Runnable abort;

  private Response(Builder builder, Request request) {
    this.status = builder.status;
    this.headers = builder.headers.build();
    this.body = builder.body;
    this.request = request;
    this.abort = builder.abort;
  }

  /**
   * Starts a response: for transports, middleware and mocks.
   *
   * @param status from 200 to 999; informational responses are not surfaced
   * @return a builder
   * @throws IllegalArgumentException if the status is out of range
   */
  public static Builder builder(int status) {
    return new Builder(status);
  }

  /**
   * Starts from this response; body and connection are shared, and whoever closes the one closes
   * the other.
   *
   * @return a builder that holds all of it
   */
  public Builder toBuilder() {
    Builder builder = new Builder(status).body(body).onAbort(abort).request(request);
    builder.headers.addAll(headers);
    return builder;
  }

  /**
   * The status code.
   *
   * @return from 200
   */
  public int status() {
    return status;
  }

  /**
   * The headers as they were received.
   *
   * @return repeated fields not joined
   */
  public Headers headers() {
    return headers;
  }

  /**
   * The first value of a header.
   *
   * @param name in any case
   * @return the value, if it is there
   */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /**
   * The body's bytes as they arrive. Reading blocks while the server is slow, and what is not read
   * holds the server back. A body that ends too early is an {@link IOException}, never an end of
   * stream; after the end each read returns -1; after closing each read throws.
   *
   * <p>{@code available} never blocks, and never says more than can be read at once: 0 says only
   * that this is not known, or that the body has ended. {@code skip} reads and throws away: it
   * blocks, counts as received and fails as reading does, and returns 0 at the end. {@code mark} is
   * not supported: {@code markSupported} is false and {@code reset} throws an {@link IOException};
   * a {@link java.io.BufferedInputStream} around the body can be marked.
   *
   * @return the same stream each time; not buffered
   */
  public InputStream body() {
    return body;
  }

  /**
   * The request that this is the response to.
   *
   * @return as it was sent
   */
  public Request request() {
    return request;
  }

  /**
   * The value of Content-Length.
   *
   * @return in bytes, or -1 if there is none or it is not a number
   */
  public long contentLength() {
    return headers
        .first("Content-Length")
        .filter(value -> value.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElse(-1L);
  }

  /**
   * The length of the body, as far as the headers tell it: Content-Length, or 0 for a response that
   * has no body whatever its headers say (RFC 9110, section 6.4.1).
   *
   * @return in bytes, or -1 if it is not known
   */
  public long bodyLength() {
    boolean bodiless = request.method().equals("HEAD") || status == 204 || status == 304;
    return bodiless ? 0 : contentLength();
  }

  /**
   * A name under which the body could be saved: that of the Content-Disposition field (RFC 6266),
   * else the last segment of the request's path. It is made safe: without path, control and format
   * characters and colons, never {@code .} or {@code ..}, at most 255 bytes in UTF-8.
   *
   * @return empty if there is none, or nothing of it is left
   */
  public Optional<String> fileName() {
    return headers
        .first("Content-Disposition")
        .flatMap(ContentDisposition::fileName)
        .or(() -> Optional.ofNullable(request.uri().getPath()))
        .flatMap(FileName::clean);
  }

  /**
   * Throws unless the status is 2xx.
   *
   * @return this response
   * @throws StatusException with an excerpt of the body, after closing the response; why the
   *     excerpt could not be read, if so, is suppressed under it
   */
  public Response requireSuccess() throws StatusException {
    if (status >= 200 && status < 300) {
      return this;
    }
    String excerpt = "";
    IOException unreadable = null;
    try (this) {
      excerpt = new String(body.readNBytes(EXCERPT_LIMIT), charset());
    } catch (IOException e) {
      unreadable = e;
    }
    ExchangeDetails details =
        new ExchangeDetails(Phase.READING, request.toString(), 0, excerpt.length(), false);
    StatusException failure = new StatusException(status, headers, excerpt, details);
    if (unreadable != null) {
      failure.addSuppressed(unreadable);
    }
    throw failure;
  }

  /**
   * Reads the whole body as text, at most {@link #TEXT_LIMIT} bytes, and closes the response.
   *
   * @return the text, decoded by the charset of the Content-Type, UTF-8 without one
   * @throws IOException if the body is longer, or can't be read
   */
  public String text() throws IOException {
    return textAtMost(TEXT_LIMIT);
  }

  /**
   * Reads the whole body as text and closes the response.
   *
   * @param limit the most bytes to read
   * @return the text, decoded by the charset of the Content-Type, UTF-8 without one
   * @throws IOException if the body is longer, or can't be read
   * @throws IllegalArgumentException if the limit is negative
   */
  public String textAtMost(int limit) throws IOException {
    if (limit < 0 || limit == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("the limit must be from 0 to 2^31 - 2, not " + limit);
    }
    try (this) {
      byte[] bytes = body.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException(
            "the body is longer than "
                + limit
                + " bytes; allow more with textAtMost, or read it as a stream");
      }
      return new String(bytes, charset());
    }
  }

  private Charset charset() {
    String type = headers.first("Content-Type").orElse("");
    int at = type.toLowerCase(java.util.Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return StandardCharsets.UTF_8;
    }
    String name = type.substring(at + "charset=".length()).split("[;\\s]", 2)[0].replace("\"", "");
    // An unknown charset is the server's mistake, and the bytes are most likely UTF-8 all the same.
    return name.matches("[A-Za-z0-9][A-Za-z0-9.:_+-]*") && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }

  /**
   * Gives the connection back: what little is left of the body is read and thrown away, more than
   * that and the connection is closed. Has no effect the second time.
   *
   * @throws UncheckedIOException if the body's stream is of a mock or middleware and can't be
   *     closed
   */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes the connection at once, so that the server sees that the rest was not wanted. */
  public void abort() {
    abort.run();
    close();
  }

  /** Status and request, without headers and body. */
  @Override
  public String toString() {
    return status + " of " + request;
  }

  /** Collects a response. Not thread-safe. */
  public static final class Builder {
    private static final Request UNKNOWN =
        Request.builder("GET", URI.create("http://unknown.invalid/")).build();

    private final int status;
    private final Headers.Builder headers = Headers.builder();
    private InputStream body = InputStream.nullInputStream();
    private Request request = UNKNOWN;
    private Runnable abort = () -> {};

    private Builder(int status) {
      if (status < 200 || status > 999) {
        throw new IllegalArgumentException(
            "a final response has a status from 200 to 999, not " + status);
      }
      this.status = status;
    }

    /**
     * Adds a header field.
     *
     * @param name a token
     * @param value without control characters
     * @return this builder
     * @throws IllegalArgumentException if name or value are not allowed
     */
    public Builder header(String name, String value) {
      headers.add(name, value);
      return this;
    }

    /**
     * Adds all fields of others.
     *
     * @param value the others
     * @return this builder
     */
    public Builder headers(Headers value) {
      headers.addAll(value);
      return this;
    }

    /**
     * Removes all fields of a name.
     *
     * @param name in any case
     * @return this builder
     */
    public Builder removeHeader(String name) {
      headers.remove(name);
      return this;
    }

    /**
     * Sets the body.
     *
     * @param value closed with the response
     * @return this builder
     */
    public Builder body(InputStream value) {
      this.body = Objects.requireNonNull(value, "body");
      return this;
    }

    /**
     * Sets the body.
     *
     * @param value encoded in UTF-8
     * @return this builder
     */
    public Builder body(String value) {
      Objects.requireNonNull(value, "body");
      return body(new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Sets the request that this is the response to; clients set it for transports and mocks.
     *
     * @param value the request
     * @return this builder
     */
    public Builder request(Request value) {
      this.request = Objects.requireNonNull(value, "request");
      return this;
    }

    /**
     * Sets what closes the connection at once.
     *
     * @param value runs on any thread, must not block
     * @return this builder
     */
    public Builder onAbort(Runnable value) {
      this.abort = Objects.requireNonNull(value, "abort");
      return this;
    }

    /**
     * Makes the response.
     *
     * @return the response
     */
    public Response build() {
      return new Response(this, request);
    }
  }
}
