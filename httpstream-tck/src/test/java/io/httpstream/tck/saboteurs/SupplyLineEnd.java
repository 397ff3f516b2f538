package io.httpstream.tck.saboteurs;

/** Needs no line end behind the last chunk, and looks at no connection before it uses it again. */
@Breaks(
    ids = {"FRM-009", "FRM-010"},
    message = "must be 200 ok, but was 299 evil")
@AlsoBreaks("CAN-007")
final class SupplyLineEnd extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.replace("0\r\nHTTP", "0\r\n\r\nHTTP");
  }

  @Override
  boolean looksAtIdleConnections() {
    return false;
  }
}
