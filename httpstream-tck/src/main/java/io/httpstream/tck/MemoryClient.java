package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.memory.Checksum;
import io.httpstream.tck.memory.LargeBody;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The program of the JVM with a small heap. It prints the checksum of what it saw. */
final class MemoryClient {
  private MemoryClient() {}

  /** What the program does. */
  enum Task {
    /** Reads a response. */
    DOWN,
    /** Writes a request of known length. */
    UP,
    /** Sends the one server's response on to the other as a file of a form. */
    RELAY
  }

  /** Runs the program with the name of the subclass, the task, the size and its servers. */
  public static void main(String[] arguments) {
    try {
      Tck tck = Tck.named(arguments[0]);
      Transport transport = tck.transport(TransportConfig.defaults());
      HttpStreamClient client = tck.client(transport, UnaryOperator.identity());
      try (Door door = tck.clientDoor(client, transport)) {
        List<URI> servers =
            List.of(arguments).subList(3, arguments.length).stream().map(URI::create).toList();
        long size = Long.parseLong(arguments[2]);
        System.out.println(
            switch (Task.valueOf(arguments[1])) {
              case DOWN -> down(door, servers.get(0));
              case UP -> up(door, servers.get(0), size);
              case RELAY -> relay(client, door, servers.get(0), servers.get(1));
            });
      }
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1);
    }
    // Threads that a transport leaves behind are another rule's affair.
    System.exit(0);
  }

  private static Checksum down(Door door, URI server) throws IOException {
    try (Response response = door.send(Draft.get(server))) {
      return Checksum.of(response.requireSuccess().body(), Long.MAX_VALUE);
    }
  }

  private static Checksum up(Door door, URI server, long size) throws IOException {
    AtomicReference<@Nullable Checksum> written = new AtomicReference<>();
    RequestBody body = RequestBody.writer(out -> written.set(LargeBody.write(size, out::write)));
    try (Response response = door.send(Draft.post(server, body.length(size)))) {
      response.requireSuccess().body().readAllBytes();
    }
    Checksum result = written.get();
    if (result == null) {
      throw new IOException("the server answered before all was written");
    }
    return result;
  }

  private static String relay(HttpStreamClient client, Door door, URI from, URI to)
      throws IOException {
    Response source = door.send(Draft.get(from)).requireSuccess();
    try (Response response = client.multipart(to).file("file", source).send()) {
      response.requireSuccess().body().readAllBytes();
    }
    return "relayed";
  }
}
