package io.httpstream.tck.saboteurs;

/** Lets names begin new lines. */
@Breaks(ids = "MPT-002", message = "holds a CR or LF that ends no line")
@AlsoBreaks({"MEM-003", "MPT-007", "MPT-008"})
final class FormWithBareLineEnds extends FormSaboteur {
  @Override
  String broken(String form) {
    return form.replace("%0D", "\r").replace("%0A", "\n");
  }
}
