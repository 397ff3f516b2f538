package io.httpstream.tck.saboteurs;

/** Ends the form before its last CR and LF. */
@Breaks(ids = "MPT-001", message = "says: the form must go on with \"--\\r\\n\"")
@AlsoBreaks({
  "MEM-003", "MPT-002", "MPT-003", "MPT-004", "MPT-005", "MPT-006", "MPT-007", "MPT-008"
})
final class FormWithoutLastLineEnd extends FormSaboteur {
  @Override
  String broken(String form) {
    return form.substring(0, form.length() - 2);
  }
}
