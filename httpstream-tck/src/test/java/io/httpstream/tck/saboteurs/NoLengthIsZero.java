package io.httpstream.tck.saboteurs;

/** Takes a body of which no length is told for empty. */
@Breaks(ids = "FRM-011", message = "must be 100000 bytes")
@AlsoBreaks({"FLT-004", "FLT-012", "FLT-013", "RSP-001", "RSP-002", "RSP-005", "RSP-007"})
final class NoLengthIsZero extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.replaceFirst(
        "(?s)^(HTTP/1.[01] 200 OK\r\n(Connection: [a-z-]*\r\n)?)\r\n",
        "$1Content-Length: 0\r\n\r\n");
  }
}
