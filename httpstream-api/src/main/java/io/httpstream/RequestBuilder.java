package io.httpstream;

import io.httpstream.message.BodyWriter;
import io.httpstream.message.RequestBody;
import io.httpstream.multipart.Multipart;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** Builds and sends one request. Not thread-safe. */
public final class RequestBuilder extends RequestSpec<RequestBuilder> {
  private RequestBody body = RequestBody.empty();

  RequestBuilder(HttpStreamClient client, String method, String template) {
    super(client, method, template);
  }

  @Override
  RequestBuilder self() {
    return this;
  }

  @Override
  RequestBody requestBody() {
    return body;
  }

  /**
   * Sets the body.
   *
   * @param value the body; its media type becomes the Content-Type unless that header was set
   * @return this builder
   */
  public RequestBuilder body(RequestBody value) {
    this.body = Objects.requireNonNull(value, "body");
    return this;
  }

  /**
   * Sends a file, opened when it is sent.
   *
   * @param file a readable file
   * @return this builder
   * @throws IllegalArgumentException if it is not a readable file
   */
  public RequestBuilder body(Path file) {
    return body(RequestBody.file(file));
  }

  /**
   * Sends what a writer writes: one-shot, of unknown length, never buffered as a whole.
   *
   * @param mediaType becomes the Content-Type
   * @param writer called on the thread that sends
   * @return this builder
   */
  public RequestBuilder body(String mediaType, BodyWriter writer) {
    return body(RequestBody.writer(writer).mediaType(mediaType));
  }

  /**
   * Sends a multipart form by this builder's method.
   *
   * @param form the form
   * @return this builder
   */
  public RequestBuilder body(Multipart form) {
    return body(Objects.requireNonNull(form, "form").toBody());
  }

  /**
   * Sends a form as {@code application/x-www-form-urlencoded}, in UTF-8.
   *
   * @param fields names and values; a value that is an {@link Iterable} is sent as one field for
   *     each element
   * @return this builder
   */
  public RequestBuilder form(Map<String, ?> fields) {
    return body(Form.encode(fields));
  }
}
