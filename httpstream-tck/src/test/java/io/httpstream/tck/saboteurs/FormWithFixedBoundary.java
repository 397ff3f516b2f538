package io.httpstream.tck.saboteurs;

/** Parts are told from each other by words that everybody knows. */
@Breaks(ids = "MPT-004", message = "a boundary that nobody can guess, but two had")
@AlsoBreaks({"MEM-003", "MPT-008"})
final class FormWithFixedBoundary extends FormSaboteur {
  private static final String RANDOM = "httpstream-[0-9a-f]{32}";
  private static final String FIXED = "the-boundary-of-this-form";

  @Override
  String broken(String form) {
    return form.replaceAll(RANDOM, FIXED);
  }

  @Override
  String brokenType(String type) {
    return type.replaceAll(RANDOM, FIXED);
  }
}
