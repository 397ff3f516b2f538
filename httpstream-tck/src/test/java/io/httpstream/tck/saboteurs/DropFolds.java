package io.httpstream.tck.saboteurs;

/** Passes over what is folded. */
@Breaks(ids = "HDR-005", message = "must be a b, but was a")
final class DropFolds extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return inHead(received, head -> head.replaceAll("\r\n[ \t][^\r]*", ""));
  }
}
