package io.httpstream.multipart;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One part of a form: a name, content, and for files a file name. Its length and whether it can be
 * sent again are those of its content.
 */
public final class Part {
  private static final String UNTYPED = "application/octet-stream";

  private final String name;
  private final @Nullable String fileName;
  private final RequestBody content;

  private Part(String name, @Nullable String fileName, RequestBody content) {
    this.name = PartHeader.check("name", name);
    this.fileName = fileName == null ? null : PartHeader.check("file name", fileName);
    this.content = Objects.requireNonNull(content, "content");
  }

  /**
   * A field.
   *
   * @param name its name
   * @param value its text, sent in UTF-8
   * @return the part
   * @throws IllegalArgumentException if the name holds control characters
   */
  public static Part field(String name, String value) {
    Objects.requireNonNull(value, "value");
    return new Part(name, null, RequestBody.bytes(value.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A file's content under its own name.
   *
   * @param name the field's name
   * @param file a readable file, opened when it is sent
   * @return the part
   * @throws IllegalArgumentException if it is not a readable file
   */
  public static Part file(String name, Path file) {
    RequestBody content = RequestBody.file(file);
    return file(name, Objects.requireNonNull(file.getFileName(), "file name").toString(), content);
  }

  /**
   * A response's body, relayed while it arrives, with its type and length where they are known. Its
   * file name is that of the response, see {@link Response#fileName}, else the field's name.
   *
   * @param name the field's name
   * @param response open and unread; closed with the request
   * @return the part
   */
  public static Part file(String name, Response response) {
    Objects.requireNonNull(response, "response");
    return file(name, response.fileName().orElse(name), RequestBody.of(response));
  }

  /**
   * Any content as a file. Content without a media type is sent as {@value #UNTYPED}.
   *
   * @param name the field's name
   * @param fileName the file's name, sent as it is
   * @param content the content
   * @return the part
   * @throws IllegalArgumentException if one of the names holds control characters
   */
  public static Part file(String name, String fileName, RequestBody content) {
    Objects.requireNonNull(fileName, "fileName");
    Objects.requireNonNull(content, "content");
    boolean typed = content.mediaType().isPresent();
    return new Part(name, fileName, typed ? content : content.mediaType(UNTYPED));
  }

  /**
   * The field's name.
   *
   * @return as it was given
   */
  public String name() {
    return name;
  }

  /**
   * The file's name.
   *
   * @return empty if the part is no file
   */
  public Optional<String> fileName() {
    return Optional.ofNullable(fileName);
  }

  /**
   * The content's media type.
   *
   * @return empty for fields, which are text in UTF-8
   */
  public Optional<String> mediaType() {
    return content.mediaType();
  }

  RequestBody content() {
    return content;
  }

  @Override
  public String toString() {
    return "part \"" + name + "\" (" + content + ")";
  }
}
