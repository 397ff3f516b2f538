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
 * The rules of all tiers that are on the class path: {@code META-INF/httpstream/rules-<tier>.txt}.
 * A rule whose case is deleted or renamed by mistake shows as a row that was not run.
 */
public final class RuleList {
  /** Of the rules as a whole; it grows with each release that adds or sharpens one. */
  public static final String VERSION = "0.1";

  private static final String GROUP = "## ";
  private static final RuleList LOCKED = read();

  private final Map<String, LockedRule> rules = new LinkedHashMap<>();

  private RuleList() {}

  /**
   * The lists that are shipped with the TCK.
   *
   * @return core rules first
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
    return Collections.unmodifiableCollection(rules.values());
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
    RuleList list = new RuleList();
    for (Tier tier : Tier.values()) {
      String resource = "META-INF/httpstream/rules-" + tier.word() + ".txt";
      // Through the loader, as the interop tier's is in another jar.
      try (InputStream in = RuleList.class.getClassLoader().getResourceAsStream(resource)) {
        if (in != null) {
          list.addAll(tier, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(resource + " can't be read", e);
      }
    }
    if (list.rules.isEmpty()) {
      throw new IllegalStateException("the TCK lacks its own list of rules");
    }
    return list;
  }

  private void addAll(Tier tier, String text) {
    String group = "";
    for (String line : text.lines().toList()) {
      if (line.startsWith(GROUP)) {
        group = line.substring(GROUP.length());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        LockedRule rule = LockedRule.parse(tier, group, line);
        if (rules.put(rule.id(), rule) != null) {
          throw new IllegalStateException("the lists of rules have " + rule.id() + " twice");
        }
      }
    }
  }
}
