package io.httpstream.tck.saboteurs;

/** Believes a length rather than the chunks beside it. */
@Breaks(ids = "FRM-005", message = "must fail, but the caller got \"5\r\nhello\"")
@AlsoBreaks({"FRM-009", "FRM-010", "HDR-005"})
final class LengthWinsOverChunks extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.contains("Content-Length")
        ? received.replace("Transfer-Encoding: chunked\r\n", "")
        : received;
  }
}
