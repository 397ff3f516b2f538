package io.httpstream.tck.report;

import io.httpstream.tck.requirement.LockedRule;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One rule on one transport.
 *
 * @param transport name of the transport
 * @param rule the rule
 * @param result what came of it
 * @param detail one line that explains a result other than passed
 */
public record Row(String transport, LockedRule rule, Result result, String detail) {
  String json() {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("transport", transport);
    members.put("id", rule.id());
    members.put("level", rule.level().name());
    members.put("tier", rule.tier().word());
    members.put("result", result.word());
    members.put("detail", detail);
    return JsonText.object(members);
  }
}
