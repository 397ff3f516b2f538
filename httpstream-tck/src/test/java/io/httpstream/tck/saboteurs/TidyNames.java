package io.httpstream.tck.saboteurs;

/** Makes a name of what is none. */
@Breaks(ids = "HDR-008", message = "must fail, but the caller got \"hello\"")
@AlsoBreaks({"BP-002", "BP-005"})
final class TidyNames extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.replaceAll("(?m)^(X[^:\r\n]*)[^A-Za-z:\r\n-]+([^:\r\n]*):", "$1$2:");
  }
}
