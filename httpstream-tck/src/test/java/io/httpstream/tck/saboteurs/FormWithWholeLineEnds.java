package io.httpstream.tck.saboteurs;

/** Completes what it takes for half a line end. */
@Breaks(
    ids = {"MPT-001", "MPT-005"},
    message = "but was part")
@AlsoBreaks({"MEM-003", "MPT-007", "MPT-008"})
final class FormWithWholeLineEnds extends FormSaboteur {
  @Override
  String broken(String form) {
    return form.replaceAll("\r(?!\n)", "\r\n");
  }
}
