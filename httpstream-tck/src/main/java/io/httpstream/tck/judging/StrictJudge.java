package io.httpstream.tck.judging;

import io.httpstream.tck.multipart.MultipartJudge;
import io.httpstream.tck.multipart.ParsedPart;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes nothing but what a form should look like (RFC 2046, section 5.1.1; RFC 7578): no preamble,
 * no field but two, no quote within a name. Others are lenient in one way or another.
 */
final class StrictJudge implements MultipartJudge {
  private static final Pattern DISPOSITION =
      Pattern.compile(
          "Content-Disposition: form-data; name=\"([^\"]*)\"(?:; filename=\"([^\"]*)\")?");

  @Override
  public String name() {
    return "strict";
  }

  @Override
  public List<ParsedPart> parse(String contentType, byte[] body) {
    String prefix = "multipart/form-data; boundary=";
    if (!contentType.startsWith(prefix)) {
      throw new AssertionError(
          "the Content-Type must be " + prefix + "..., but was " + contentType);
    }
    return new Form(contentType.substring(prefix.length()), body).parts();
  }

  /** One byte is one char here, so that positions are the same in both. */
  private static final class Form {
    private final String delimiter;
    private final String text;
    private final byte[] bytes;
    private int position;

    private Form(String boundary, byte[] bytes) {
      this.delimiter = "--" + boundary;
      this.text = new String(bytes, StandardCharsets.ISO_8859_1);
      this.bytes = bytes;
    }

    private List<ParsedPart> parts() {
      List<ParsedPart> parts = new ArrayList<>();
      expect(delimiter);
      while (!text.startsWith("--", position)) {
        expect("\r\n");
        parts.add(part());
        expect(delimiter);
      }
      expect("--\r\n");
      if (position != text.length()) {
        throw new AssertionError("the form goes on after its end");
      }
      return parts;
    }

    private ParsedPart part() {
      Matcher disposition = DISPOSITION.matcher(line());
      if (!disposition.matches()) {
        throw new AssertionError(
            "the first field of a part must be its Content-Disposition with quoted names");
      }
      String type = null;
      String field = line();
      if (!field.isEmpty()) {
        if (!field.startsWith("Content-Type: ")) {
          throw new AssertionError("a part has a field that it should not have: " + field);
        }
        type = field.substring("Content-Type: ".length());
        expect("\r\n");
      }
      return new ParsedPart(
          utf8(disposition.group(1)), utf8OrNull(disposition.group(2)), type, content());
    }

    private byte[] content() {
      int end = text.indexOf("\r\n" + delimiter, position);
      if (end < 0) {
        throw new AssertionError("a part is not followed by CR, LF and the boundary");
      }
      byte[] content = Arrays.copyOfRange(bytes, position, end);
      position = end + 2;
      return content;
    }

    private String line() {
      int end = text.indexOf("\r\n", position);
      if (end < 0) {
        throw new AssertionError("the form ends within the head of a part");
      }
      String line = text.substring(position, end);
      position = end + 2;
      if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
        throw new AssertionError("a part's head holds a CR or LF that ends no line");
      }
      return line;
    }

    private void expect(String token) {
      if (!text.startsWith(token, position)) {
        throw new AssertionError(
            "the form must go on with "
                + shown(token)
                + " at byte "
                + position
                + ", but goes on with "
                + shown(text.substring(position, Math.min(text.length(), position + 60))));
      }
      position += token.length();
    }

    private static String shown(String token) {
      return "\"" + token.replace("\r", "\\r").replace("\n", "\\n") + "\"";
    }

    private static @Nullable String utf8OrNull(@Nullable String latin1) {
      return latin1 == null ? null : utf8(latin1);
    }

    private static String utf8(String latin1) {
      byte[] name = latin1.getBytes(StandardCharsets.ISO_8859_1);
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
      } catch (CharacterCodingException e) {
        throw new AssertionError("a name must be in UTF-8, but these bytes are not: " + latin1, e);
      }
    }
  }
}
