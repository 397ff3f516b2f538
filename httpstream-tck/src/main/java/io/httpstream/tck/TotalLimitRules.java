package io.httpstream.tck;

import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.timing.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** TMO: the limit of the whole exchange, which progress does not move. */
abstract class TotalLimitRules extends RuleGroup {
  private static final Duration TOTAL = Duration.ofMillis(200);

  @Requirement(id = "TMO-006", layer = Layer.GUARD)
  void totalLimitEndsADrippingBody(Rig rig) {
    expectTotal(rig, "a body that drips", Drip::body);
  }

  @Requirement(id = "TMO-007", layer = Layer.GUARD)
  void totalLimitEndsDrippingHeaders(Rig rig) {
    expectTotal(rig, "a response whose headers drip", Drip::headers);
  }

  private static void expectTotal(Rig rig, String what, Consumer<ServerConnection> dripping) {

    AtomicInteger underWay = new AtomicInteger();
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  underWay.incrementAndGet();
                  dripping.accept(connection);
                  underWay.decrementAndGet();
                }));
    Duration limit = Timing.scaled(TOTAL);
    // On a busy machine the time may be up before anything drips.
    Expiry.of(Limit.TOTAL, limit, Phase.values())
        .expect(
            what,
            () ->
                readAll(rig, Draft.get(server.uri("/drip")).limits(limits -> limits.total(limit))));
    // A connection that came too late for its exchange may stay, if it is clean.
    Timing.eventually(
        "the server sees the end of an exchange whose time is up", () -> underWay.get() == 0);
  }

  private static int readAll(Rig rig, Draft draft) throws IOException {
    try (Response response = rig.send(draft)) {
      int count = 0;
      while (response.body().read() >= 0) {
        count++;
      }
      return count;
    }
  }
}
