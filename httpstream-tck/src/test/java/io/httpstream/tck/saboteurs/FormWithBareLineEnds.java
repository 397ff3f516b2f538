package io.httpstream.tck.saboteurs;

/** Lets names begin new lines. */
@Breaks(ids = "MPT-002", message = "holds a CR or LF that ends no line")
final class FormWithBareLineEnds extends FormSaboteur {
  @Override
  String broken(String form) {
    return form.replace("%0D", "\r").replace("%0A", "\n");
  }
}
