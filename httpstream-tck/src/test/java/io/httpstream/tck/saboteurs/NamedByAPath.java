package io.httpstream.tck.saboteurs;

/** Has a name that leads to another directory. */
@Breaks(ids = "CFG-001", message = "the name of a transport must be of letters, digits")
final class NamedByAPath extends FixtureSaboteur {
  NamedByAPath() {
    super("my/transport");
  }
}
