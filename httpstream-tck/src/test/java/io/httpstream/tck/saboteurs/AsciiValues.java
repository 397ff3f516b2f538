package io.httpstream.tck.saboteurs;

/** Knows no bytes but those of ASCII. */
@Breaks(ids = "HDR-006", message = "the value of a header, as ISO-8859-1, must be")
final class AsciiValues extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return inHead(received, head -> head.replaceAll("[\\x80-\\xff]", "?"));
  }
}
