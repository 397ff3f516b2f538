package io.httpstream;

import io.httpstream.message.BodyWriter;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.multipart.Multipart;
import io.httpstream.multipart.Part;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds and sends one multipart form, by POST. Parts are sent in the order in which they were
 * added, each written while it is sent. Not thread-safe.
 */
public final class MultipartRequestBuilder extends RequestSpec<MultipartRequestBuilder> {
  private final List<Part> parts = new ArrayList<>();
  private @Nullable RequestBody body;

  MultipartRequestBuilder(HttpStreamClient client, String template) {
    super(client, "POST", template);
  }

  @Override
  MultipartRequestBuilder self() {
    return this;
  }

  @Override
  RequestBody requestBody() {
    RequestBody made = body;
    if (made == null) {
      made = Multipart.of(parts).toBody();
      body = made;
    }
    return made;
  }

  /**
   * Adds a field.
   *
   * @param name its name
   * @param value its {@code toString}, sent in UTF-8; of an {@link Iterable} each element is a
   *     field of its own, and an empty one adds none
   * @return this builder
   */
  public MultipartRequestBuilder field(String name, Object value) {
    ParameterValue.all(name, value).forEach(text -> part(Part.field(name, text)));
    return this;
  }

  /**
   * Adds a file under its own name.
   *
   * @param name the field's name
   * @param file a readable file, opened when it is sent
   * @return this builder
   * @throws IllegalArgumentException if it is not a readable file
   */
  public MultipartRequestBuilder file(String name, Path file) {
    return part(Part.file(name, file));
  }

  /**
   * Relays a response's body while it arrives; file name, type and length travel along where they
   * are known.
   *
   * @param name the field's name
   * @param response open and unread; closed with this request
   * @return this builder
   */
  public MultipartRequestBuilder file(String name, Response response) {
    return part(Part.file(name, response));
  }

  /**
   * Adds a stream of unknown length as a file.
   *
   * @param name the field's name
   * @param fileName the file's name, sent as it is
   * @param content read while it is sent; closed exactly once, whatever becomes of the request
   * @return this builder
   */
  public MultipartRequestBuilder file(String name, String fileName, InputStream content) {
    return part(Part.file(name, fileName, RequestBody.stream(content)));
  }

  /**
   * Adds what a writer writes as a file.
   *
   * @param name the field's name
   * @param fileName the file's name, sent as it is
   * @param writer called on the thread that sends
   * @return this builder
   */
  public MultipartRequestBuilder file(String name, String fileName, BodyWriter writer) {
    return part(Part.file(name, fileName, RequestBody.writer(writer)));
  }

  /**
   * Adds any part.
   *
   * @param part the part
   * @return this builder
   */
  public MultipartRequestBuilder part(Part part) {
    parts.add(Objects.requireNonNull(part, "part"));
    body = null;
    return this;
  }
}
