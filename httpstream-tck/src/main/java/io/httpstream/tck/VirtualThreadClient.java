package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * The program of the JVM with one carrier: its virtual threads send requests that have to wait,
 * each in a way of its own, and one that does not. It prints where a carrier was pinned.
 */
final class VirtualThreadClient {
  static final String DONE = "all requests were answered; pinned: ";
  static final int UPLOAD = 8 << 20;

  private VirtualThreadClient() {}

  /** Runs the program with the name of the subclass, the door, and the server. */
  public static void main(String[] arguments) {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
      Tck tck = Tck.named(arguments[0]);
      Transport transport = tck.transport(TransportConfig.defaults());
      try (Door door =
          arguments[1].equals("bare")
              ? tck.bareDoor(transport)
              : tck.clientDoor(tck.client(transport, UnaryOperator.identity()), transport)) {
        // Before it is watched: what is loaded and initialised once may pin.
        run(door, URI.create(arguments[2]));
        recording.start();
        run(door, URI.create(arguments[3]));
      }
      recording.stop();
      System.out.println(DONE + pinned(recording));
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
    System.exit(0);
  }

  private static void run(Door door, URI server) throws Exception {
    RequestBody large = RequestBody.writer(out -> out.write(new byte[UPLOAD]));
    List<FutureTask<String>> requests = new ArrayList<>();
    for (String waiting : VirtualThreadRules.WAITING) {
      URI uri = server.resolve(waiting);
      requests.add(
          start(door, waiting.contains("upload") ? Draft.post(uri, large) : Draft.get(uri)));
    }
    requests.add(start(door, Draft.get(server.resolve("/quick"))));
    for (FutureTask<String> request : requests) {
      if (!request.get().equals("ok")) {
        throw new IllegalStateException("a response was not whole: " + request.get());
      }
    }
  }

  private static FutureTask<String> start(Door door, Draft draft) {
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              try (Response response = door.send(draft)) {
                return new String(response.body().readAllBytes(), StandardCharsets.US_ASCII);
              }
            });
    VirtualThreads.start().orElseThrow().start(task);
    return task;
  }

  private static String pinned(Recording recording) throws Exception {
    Path file = Files.createTempFile("httpstream-tck-", ".jfr");
    try {
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .map(VirtualThreadClient::where)
          .distinct()
          .collect(Collectors.joining("; ", "[", "]"));
    } finally {
      Files.delete(file);
    }
  }

  private static String where(RecordedEvent event) {
    if (event.getStackTrace() == null) {
      return "at an unknown place";
    }
    return event.getStackTrace().getFrames().stream()
        .limit(12)
        .map(RecordedFrame::getMethod)
        .map(method -> method.getType().getName() + "." + method.getName())
        .collect(Collectors.joining(" < "));
  }
}
