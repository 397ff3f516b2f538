package io.httpstream.tck.saboteurs;

/** Takes for a length what looks a little like one. */
@Breaks(ids = "FRM-006", message = "must fail, but the caller got \"hello\"")
@AlsoBreaks(
    value = {
      "CAN-004", "CAN-005", "CAN-006", "CON-001", "FLT-001", "FRM-004", "RSP-002", "RSP-007"
    },
    sometimes = "CAN-010")
final class GuessLength extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.replaceAll("Content-Length: [^0-9]?(5|1).*\r\n", "Content-Length: 5\r\n");
  }
}
