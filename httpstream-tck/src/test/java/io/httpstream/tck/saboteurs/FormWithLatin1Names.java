package io.httpstream.tck.saboteurs;

import java.nio.charset.StandardCharsets;

/** Writes names in Latin-1. */
@Breaks(ids = "MPT-003", message = "a name must be in UTF-8, but these bytes are not")
@AlsoBreaks({"MEM-003", "MPT-001", "MPT-007", "MPT-008"})
final class FormWithLatin1Names extends FormSaboteur {
  @Override
  String broken(String form) {
    return new String(form.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
