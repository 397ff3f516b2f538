package consumer;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.NoTransportException;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportLoader;
import java.io.IOException;
import java.util.Set;

/** Prints which transports a class path offers, which one is taken, and what comes first. */
public final class WhichTransport {
  private WhichTransport() {}

  /**
   * Runs it. The system property {@code wanted} names one to ask for.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) throws IOException {
    System.out.println("offered: " + String.join(", ", TransportLoader.providers().keySet()));
    try {
      System.out.println("taken: " + TransportLoader.any().name());
      HttpStreamClient.create().close();
    } catch (NoTransportException e) {
      System.out.println("error: " + e.getMessage());
    }
    String name = System.getProperty("wanted");
    if (name != null) {
      try (HttpStreamClient named = HttpStreamClient.builder().transport(name).build()) {
        System.out.println("named: " + name);
      } catch (NoTransportException e) {
        System.out.println("error: " + e.getMessage());
      }
    }
    try (HttpStreamClient given = HttpStreamClient.builder().transport(new Own()).build();
        Response response = given.get("http://localhost/").send()) {
      System.out.println("given: " + response.status());
    }
    System.exit(0);
  }

  /** An explicit object comes before whatever else there is. */
  private static final class Own implements Transport {
    @Override
    public Response exchange(Request request, Call call) {
      return Response.builder(299).build();
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public void close() {}
  }
}
