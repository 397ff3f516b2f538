package io.httpstream.tck;

import io.httpstream.tck.MemoryClient.Task;
import io.httpstream.tck.memory.Checksum;
import io.httpstream.tck.memory.FormWithFile;
import io.httpstream.tck.memory.LargeBody;
import io.httpstream.tck.memory.MemorySize;
import io.httpstream.tck.memory.SmallJvm;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Timing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * MEM: large bodies in little memory. All of client, guard and transport is in it, so that it is a
 * rule of the client and goes through this door only.
 */
abstract class MemoryRules extends RuleGroup {
  @Requirement(id = "MEM-001", layer = Layer.CLIENT, seconds = 300)
  void downloadsInConstantMemory(Rig rig) throws Exception {
    long size = MemorySize.get();
    CompletableFuture<Checksum> sent = new CompletableFuture<>();
    RawServer server = rig.serve(sending(size, sent));
    String seen = runClient(rig, Task.DOWN, size, server.uri("/large"));
    expectEqual("what the client read", value(sent).toString(), seen);
  }

  @Requirement(id = "MEM-002", layer = Layer.CLIENT, seconds = 300)
  void uploadsInConstantMemory(Rig rig) throws Exception {
    long size = MemorySize.get();
    CompletableFuture<Checksum> received = new CompletableFuture<>();
    Script receiving =
        Script.each(
            (connection, head) -> {
              received.complete(Checksum.of(connection.body(head), Long.MAX_VALUE));
              connection.send(Reply.OK);
            });
    RawServer server = rig.serve(receiving);
    String written = runClient(rig, Task.UP, size, server.uri("/large"));
    expectEqual("what the server received", written, value(received).toString());
  }

  @Requirement(id = "MEM-003", layer = Layer.CLIENT, seconds = 300)
  void relaysInConstantMemory(Rig rig) throws Exception {
    long size = MemorySize.get();
    CompletableFuture<Checksum> sent = new CompletableFuture<>();
    CompletableFuture<Checksum> received = new CompletableFuture<>();
    RawServer from = rig.serve(sending(size, sent));
    RawServer to =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  received.complete(FormWithFile.read(connection.body(head), boundary(head), size));
                  connection.send(Reply.OK);
                }));
    runClient(rig, Task.RELAY, size, from.uri("/large"), to.uri("/form"));
    expectEqual("the file in the form", value(sent), value(received));
  }

  private static Script sending(long size, CompletableFuture<Checksum> sent) {
    return Script.each(
        (connection, head) -> {
          connection.send(Reply.ofLength(size));
          sent.complete(LargeBody.write(size, connection::send));
        });
  }

  private static String boundary(RequestHead head) {
    String type = head.all("Content-Type").stream().findFirst().orElse("");
    return type.substring(type.indexOf("boundary=") + "boundary=".length());
  }

  /** Returns the last line that the client printed. */
  private static String runClient(Rig rig, Task task, long size, URI... servers) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(rig.tck().getClass().getName(), task.name(), Long.toString(size)));
    Stream.of(servers).map(URI::toString).forEach(arguments::add);
    try (SmallJvm jvm = SmallJvm.start(MemoryClient.class.getName(), arguments)) {
      List<String> lines = jvm.outputAtEnd().lines().toList();
      return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }
  }

  private static Checksum value(CompletableFuture<Checksum> future) throws Exception {
    return future.get(Timing.patience().toMillis(), TimeUnit.MILLISECONDS);
  }
}
