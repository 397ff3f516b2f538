package io.httpstream.tck.requirement;

/**
 * One line of the list of all rules.
 *
 * @param tier what its case needs
 * @param group title of the rules that it is told with
 * @param id for example {@code REQ-001}
 * @param level how binding it is
 * @param layer who keeps it
 * @param sentence the rule
 */
public record LockedRule(
    Tier tier, String group, String id, Level level, Layer layer, String sentence) {
  /**
   * Reads a line.
   *
   * @param tier whose list it is
   * @param group title of the rules that it is told with
   * @param line four columns between bars
   * @return the rule
   */
  static LockedRule parse(Tier tier, String group, String line) {
    String[] columns = line.split("\\|", -1);
    if (columns.length != 4) {
      throw new IllegalStateException(
          "the rules of the "
              + tier.word()
              + " tier have a line that is not four columns: "
              + line);
    }
    return new LockedRule(
        tier,
        group,
        columns[0].strip(),
        Level.valueOf(columns[1].strip()),
        Layer.valueOf(columns[2].strip()),
        columns[3].strip());
  }
}
