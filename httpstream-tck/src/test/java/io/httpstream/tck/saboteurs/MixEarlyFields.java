package io.httpstream.tck.saboteurs;

/** Takes the fields of informational responses for those of the final one. */
@Breaks(ids = "RSP-008", message = "must be (not found), but was yes")
final class MixEarlyFields extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.replaceAll(
        "(?s)HTTP/1.1 1[0-9][0-9] [^\\r]*\\r\\n(.*X-Early: yes\\r\\n)\\r\\n(HTTP/1.1 200 OK\\r\\n)",
        "$2$1");
  }
}
