package io.httpstream.tck.report;

import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.RuleList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules by all transports, at one moment.
 *
 * @param rowsByTransport names of transports in their order, and for each the rows by their ids
 */
record Matrix(Map<String, Map<String, Row>> rowsByTransport) {
  List<String> transports() {
    return List.copyOf(rowsByTransport.keySet());
  }

  List<Row> rows() {
    return rowsByTransport.values().stream().flatMap(each -> each.values().stream()).toList();
  }

  Collection<Row> rows(String transport) {
    return rowsByTransport.getOrDefault(transport, Map.of()).values();
  }

  /** What became of a rule, in the order of the transports. */
  List<Row> rows(LockedRule rule) {
    List<Row> rows = new ArrayList<>();
    for (Map<String, Row> byId : rowsByTransport.values()) {
      Row row = byId.get(rule.id());
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** All rules by the titles of their groups. */
  static Map<String, List<LockedRule>> groups() {
    Map<String, List<LockedRule>> groups = new LinkedHashMap<>();
    for (LockedRule rule : RuleList.locked().rules()) {
      groups.computeIfAbsent(rule.group(), title -> new ArrayList<>()).add(rule);
    }
    return groups;
  }
}
