package io.httpstream.tck.saboteurs;

/** Knows nothing of the extensions of chunks. */
@Breaks(ids = "FRM-008", message = "a chunk has no valid size")
final class StumbleOverExtensions extends RewritingSaboteur {
  @Override
  String rewrite(String received) {
    return received.replaceAll("\r\n([05]);", "\r\n$1?");
  }
}
