package io.httpstream.tck.saboteurs;

/** Of several lengths believes the first. */
@Breaks(ids = "FRM-004", message = "must fail, but the caller got \"hello\"")
@AlsoBreaks({"FLT-008", "FRM-010"})
final class FirstLengthWins extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.replaceAll(
        "(?is)(Content-Length: [0-9]+)((, [0-9]+)|(.*\r\nContent-Length: [0-9]+))", "$1");
  }
}
