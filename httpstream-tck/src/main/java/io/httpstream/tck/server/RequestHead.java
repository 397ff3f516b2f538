package io.httpstream.tck.server;

import java.util.List;

/**
 * The head of a request, as it was on the wire.
 *
 * @param method the first word
 * @param target the second word
 * @param version the third word
 * @param fields the header fields in their order
 */
public record RequestHead(String method, String target, String version, List<Field> fields) {
  /**
   * One header field.
   *
   * @param name in the case in which it was sent
   * @param value without the white space around it
   */
  public record Field(String name, String value) {}

  /**
   * Reads a head.
   *
   * @param text all lines of it, without the empty one
   * @return the head
   */
  static RequestHead parse(String text) {
    String[] lines = text.split("\r\n", -1);
    String[] words = lines[0].split(" ", -1);
    if (words.length != 3) {
      throw new AssertionError("the request line is not three words: \"" + lines[0] + "\"");
    }
    List<Field> fields =
        List.of(lines).subList(1, lines.length).stream().map(RequestHead::field).toList();
    return new RequestHead(words[0], words[1], words[2], fields);
  }

  private static Field field(String line) {
    int colon = line.indexOf(':');
    if (colon < 1) {
      throw new AssertionError("a header line of the request has no name: \"" + line + "\"");
    }
    return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
  }

  /**
   * All values of a field.
   *
   * @param name in any case
   * @return in their order
   */
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  /**
   * Whether the body comes in chunks.
   *
   * @return true if the last transfer coding is chunked
   */
  public boolean chunked() {
    return all("Transfer-Encoding").stream().anyMatch(value -> value.equalsIgnoreCase("chunked"));
  }

  /**
   * The declared length.
   *
   * @return in bytes, 0 if none is declared
   */
  public long length() {
    return all("Content-Length").stream().findFirst().map(Long::parseLong).orElse(0L);
  }
}
