package io.httpstream.tck.saboteurs;

/** Puts names between quotes as they are. */
@Breaks(ids = "MPT-002", message = "must be its Content-Disposition with quoted names")
@AlsoBreaks({"MEM-003", "MPT-007", "MPT-008"})
final class FormWithBareQuotes extends FormSaboteur {
  @Override
  String broken(String form) {
    return form.replace("%22", "\"");
  }
}
