package io.httpstream.tck.requirement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All rules, from {@code requirements.txt}: a rule that is deleted or renamed by mistake shows as a
 * row that was not run.
 */
public final class RuleList {
  private static final String RESOURCE = "/io/httpstream/tck/requirements.txt";
  private static final RuleList LOCKED = read();

  private final Map<String, LockedRule> rules;

  private RuleList(Map<String, LockedRule> rules) {
    this.rules = Collections.unmodifiableMap(rules);
  }

  /**
   * The list that is shipped with the TCK.
   *
   * @return the list
   */
  public static RuleList locked() {
    return LOCKED;
  }

  /**
   * All rules in their order.
   *
   * @return unmodifiable
   */
  public Collection<LockedRule> rules() {
    return rules.values();
  }

  /**
   * One rule.
   *
   * @param id its id
   * @return empty if there is none of this id
   */
  public Optional<LockedRule> rule(String id) {
    return Optional.ofNullable(rules.get(id));
  }

  private static RuleList read() {
    Map<String, LockedRule> rules = new LinkedHashMap<>();
    try (InputStream in = RuleList.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the TCK lacks its own resource " + RESOURCE);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(LockedRule::parse)
          .forEach(
              rule -> {
                if (rules.put(rule.id(), rule) != null) {
                  throw new IllegalStateException("requirements.txt has " + rule.id() + " twice");
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RuleList(rules);
  }
}
