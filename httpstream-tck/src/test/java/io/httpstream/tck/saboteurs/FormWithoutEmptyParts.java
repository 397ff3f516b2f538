package io.httpstream.tck.saboteurs;

/** Leaves off what has no content. */
@Breaks(
    ids = {"MPT-001", "MPT-006"},
    message = "says: there are")
@AlsoBreaks({"MEM-003", "MPT-004", "MPT-007", "MPT-008"})
final class FormWithoutEmptyParts extends FormSaboteur {
  @Override
  String broken(String form) {
    return form.replaceAll(
        "(--httpstream-[0-9a-f]{32})\r\nContent-Disposition:[^\r]*"
            + "(?:\r\nContent-Type:[^\r]*)?\r\n\r\n\r\n(?=\\1)",
        "");
  }
}
