package io.httpstream.tck;

import io.httpstream.tck.memory.SmallJvm;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Signal;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** VT: virtual threads that wait leave their carrier to others. For JDK 21 and later. */
abstract class VirtualThreadRules extends RuleGroup {
  /**
   * Targets of requests that have to wait: for the response, for its body, for the server to read.
   */
  static final List<String> WAITING = List.of("/headers", "/body", "/upload");

  @Requirement(id = "VT-001", layer = Layer.TRANSPORT, seconds = 30)
  void whoeverWaitsLeavesItsCarrierToOthers(Rig rig) throws Exception {
    run(rig);
  }

  @Requirement(id = "VT-002", layer = Layer.TRANSPORT, seconds = 30)
  void noCarrierIsPinned(Rig rig) throws Exception {
    String last = run(rig);
    if (!last.equals(VirtualThreadClient.DONE + "[]")) {
      throw new AssertionError(
          "no virtual thread may pin its carrier, but the client said: " + last);
    }
  }

  private static String run(Rig rig) throws Exception {
    if (VirtualThreads.start().isEmpty()) {
      throw new TestAbortedException(
          "virtual threads need JDK 21, and this is " + Runtime.version().feature());
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(rig.tck().getClass().getName());
    arguments.add(rig.isBare() ? "bare" : "client");
    for (int i = 0; i < 2; i++) {
      arguments.add(serving(rig).uri("/").toString());
    }
    try (SmallJvm jvm =
        SmallJvm.startWithOneCarrier(VirtualThreadClient.class.getName(), arguments)) {
      List<String> lines = jvm.outputAtEnd().lines().toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }

  /** Serves those that wait only when the one that need not wait has been served. */
  private static RawServer serving(Rig rig) {
    Signal served = rig.signal("a request was served while others waited");
    List<Signal> waiting = new ArrayList<>();
    for (String target : WAITING) {
      waiting.add(rig.signal("the client has sent " + target));
    }
    return rig.serve(
        new SocketBuffers(64 * 1024, 0),
        Script.each(
            (connection, head) -> {
              int index = WAITING.indexOf(head.target());
              if (index < 0) {
                for (Signal each : waiting) {
                  each.await();
                }
                connection.send(Reply.OK);
                served.raise();
              } else {
                serveWaiting(connection, head, waiting.get(index), served);
              }
            }));
  }

  private static void serveWaiting(
      ServerConnection connection, RequestHead head, Signal waiting, Signal served)
      throws Exception {
    String half = head.target().equals("/body") ? Reply.OK.substring(0, Reply.OK.length() - 1) : "";
    connection.send(half);
    waiting.raise();
    served.await();
    connection.receive(head);
    connection.send(Reply.OK.substring(half.length()));
  }
}
