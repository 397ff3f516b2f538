package io.httpstream.tck.saboteurs;

/** Keeps the sizes of chunks in an int. */
@Breaks(ids = "FRM-007", message = "the size \"100000005\" must fail, but the caller got \"hello\"")
final class IntChunks extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.replaceAll("\r\n[0-9a-f]+([0-9a-f]{8}\r\n)", "\r\n$1");
  }
}
