package io.httpstream;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URI with <code>{name}</code> in its path or query, and query parameters behind it. Values are
 * percent-encoded but for the unreserved characters (RFC 3986, section 2.3), in <code>{+name}
 * </code> also but for slashes. No value can lead out of its place: none may make a segment {@code
 * .} or {@code ..}, and none may be empty.
 */
final class UriTemplate {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\+?)([A-Za-z0-9_.-]+)}");
  private static final String UNRESERVED_MARKS = "-._~";

  private final String template;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> query = new ArrayList<>();

  UriTemplate(String template) {
    this.template = template;
    if (template.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          shown() + " has a fragment, which is never sent (RFC 9110, section 7.1): leave it out");
    }
  }

  private String shown() {
    return shown(template);
  }

  /** A URI or path in quotes, without what may be secret: user information, query and fragment. */
  static String shown(String uri) {
    String path = uri.split("[?#]", 2)[0].replaceFirst("//[^/]*@", "//");
    return "\"" + path + (uri.indexOf('?') >= 0 ? "?***\"" : "\"");
  }

  void bind(String name, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "the path parameter \"" + name + "\" is empty: the path would name another resource");
    }
    if (values.putIfAbsent(name, value) != null) {
      throw new IllegalArgumentException("the path parameter \"" + name + "\" is bound twice");
    }
  }

  void query(String name, String value) {
    query.add(encode(name, "") + "=" + encode(value, ""));
  }

  URI expand() {
    String expanded = expandPath();
    if (!query.isEmpty()) {
      expanded += (template.indexOf('?') < 0 ? "?" : "&") + String.join("&", query);
    }
    try {
      return new URI(expanded);
    } catch (URISyntaxException e) {
      // Not as the cause: its message holds the values.
      throw new IllegalArgumentException(
          shown()
              + " is no valid URI: "
              + e.getReason()
              + " at index "
              + e.getIndex()
              + "; give values as path or query parameters, which are encoded");
    }
  }

  private String expandPath() {
    Set<String> unused = new LinkedHashSet<>(values.keySet());
    StringBuilder expanded = new StringBuilder();
    Matcher variable = VARIABLE.matcher(template);
    int end = 0;
    while (variable.find()) {
      expanded.append(literal(end, variable.start()));
      String name = variable.group(2);
      String value = values.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            "the path parameter \""
                + name
                + "\" of "
                + shown()
                + " has no value; bind it with pathParam");
      }
      unused.remove(name);
      expanded.append(encode(value, variable.group(1).isEmpty() ? "" : "/"));
      end = variable.end();
    }
    expanded.append(literal(end, template.length()));
    if (!unused.isEmpty()) {
      throw new IllegalArgumentException(
          "the path parameter \"" + unused.iterator().next() + "\" does not occur in " + shown());
    }
    if (end > 0) {
      checkSegments(expanded.toString());
    }
    return expanded.toString();
  }

  private String literal(int from, int to) {
    String literal = template.substring(from, to);
    if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          shown() + " has a brace that belongs to no parameter; one looks like {name}");
    }
    return literal;
  }

  /** A value of dots, alone or beside others, would climb out of the path that was meant. */
  private void checkSegments(String expanded) {
    String path = expanded.split("\\?", 2)[0];
    List<String> written = List.of(template.split("\\?", 2)[0].split("/", -1));
    for (String segment : path.split("/", -1)) {
      boolean dots = segment.equals(".") || segment.equals("..");
      if (dots && !written.contains(segment)) {
        throw new IllegalArgumentException(
            "a path parameter of "
                + shown()
                + " makes the segment \""
                + segment
                + "\", which leads to another resource");
      }
    }
  }

  static String encode(String value, String kept) {
    StringBuilder encoded = new StringBuilder();
    ByteBuffer bytes;
    try {
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "a parameter's value is not valid Unicode: it has half a surrogate pair", e);
    }
    while (bytes.hasRemaining()) {
      int octet = bytes.get() & 0xff;
      boolean alphanumeric =
          (octet >= '0' && octet <= '9')
              || (octet >= 'A' && octet <= 'Z')
              || (octet >= 'a' && octet <= 'z');
      if (alphanumeric || UNRESERVED_MARKS.indexOf(octet) >= 0 || kept.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append(String.format("%%%02X", octet));
      }
    }
    return encoded.toString();
  }
}
