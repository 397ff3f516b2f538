package io.httpstream.tck.saboteurs;

/** Takes content for text. */
@Breaks(ids = "MPT-001", message = "but was part \"text\"")
@AlsoBreaks({"MEM-003", "MPT-008"})
final class FormWithConvertedLineEnds extends FormSaboteur {
  @Override
  String broken(String form) {
    return form.replace("two\r\nlines", "two\nlines");
  }
}
