package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.Script;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/** CAN-005: an interrupt frees whoever is blocked, whether the backend heeds interrupts or not. */
abstract class InterruptRules extends RuleGroup {
  @Requirement(id = "CAN-005", layer = Layer.GUARD, seconds = 60)
  void interruptsFreeWhoeverIsBlocked(Rig rig) throws Exception {
    // With one place only, one that is not given back would be missed.
    HttpStreamClient client = rig.newClient(builder -> builder.connectionsPerOrigin(1));
    List<Plight.ThreadStart> kinds = new ArrayList<>(List.of(CancelRules::platformThread));
    VirtualThreads.start().ifPresent(kinds::add);
    for (Plight.ThreadStart kind : kinds) {
      for (Plight plight : Plight.values()) {
        Plight.Caller caller =
            new Plight.Caller(draft -> send(client, draft), draft -> draft, kind);
        expectFreed(plight, plight.begin(rig, caller));
      }
    }
    Script ok = Script.answering(Reply.OK);
    client.get(rig.serve(ok).uri("/after")).send().close();
  }

  private static Response send(HttpStreamClient client, Draft draft) throws IOException {
    return client.request(draft.method(), draft.uri()).body(draft.body()).send();
  }

  private void expectFreed(Plight plight, Blocked blocked) throws Exception {
    blocked.thread().interrupt();
    Blocked.Freed freed = blocked.expectFreed("an interrupt");
    expectType(
        "a call that was interrupted " + plight.words(),
        InterruptedIOException.class,
        freed.failure());
    expectEqual(
        "the thread's flag after an interrupt " + plight.words(), true, freed.interrupted());
  }
}
