package io.httpstream.tck.requirement;

/**
 * One line of the list of all rules.
 *
 * @param id for example {@code REQ-001}
 * @param level how binding it is
 * @param layer who keeps it
 * @param sentence the rule
 */
public record LockedRule(String id, Level level, Layer layer, String sentence) {
  /**
   * Reads a line.
   *
   * @param line four columns between bars
   * @return the rule
   */
  static LockedRule parse(String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length != 4) {
      throw new IllegalStateException(
          "requirements.txt has a line that is not four columns: " + line);
    }
    return new LockedRule(
        columns[0].strip(),
        Level.valueOf(columns[1].strip()),
        Layer.valueOf(columns[2].strip()),
        columns[3].strip());
  }
}
