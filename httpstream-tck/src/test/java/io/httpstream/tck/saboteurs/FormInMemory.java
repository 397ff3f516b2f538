package io.httpstream.tck.saboteurs;

/** Makes a form before it sends it. */
@Breaks(ids = "MPT-008", message = "the server saw what the writer of a form's part had flushed")
@Breaks(ids = "MEM-003", message = "MiB of direct memory ran out of memory")
final class FormInMemory extends FormSaboteur {
  @Override
  String broken(String form) {
    return form;
  }
}
