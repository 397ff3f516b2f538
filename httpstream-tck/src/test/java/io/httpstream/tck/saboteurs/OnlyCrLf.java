package io.httpstream.tck.saboteurs;

/** Takes a line feed alone for a part of the line. */
@Breaks(ids = "FRM-012", message = "must be read, but failed with")
final class OnlyCrLf extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return inHead(received, head -> head.matches("(?s).*(?<!\\r)\\n.*") ? "no line end\r\n" : head);
  }
}
