package io.httpstream.tck.saboteurs;

/** Has a file of deviations with a slip of the pen: deviations-mistaken.properties. */
@Breaks(ids = "CFG-001", message = "names REQ-999, and there is no such rule")
final class NamesUnknownRule extends FixtureSaboteur {
  NamesUnknownRule() {
    super("mistaken");
  }
}
