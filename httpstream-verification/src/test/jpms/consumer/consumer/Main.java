package consumer;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.ConnectFailedException;
import io.httpstream.message.Response;
import io.httpstream.transport.TransportLoader;

/** Prints the transports it finds, then uses one. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    System.out.println("module: " + HttpStreamClient.class.getModule());
    System.out.println("transports: " + TransportLoader.providers().keySet());
    try (HttpStreamClient http = HttpStreamClient.create("http://localhost:1");
        Response response = http.get("/").send()) {
      throw new AssertionError("nothing listens there, and yet: " + response.status());
    } catch (ConnectFailedException expected) {
      System.out.println("refused, as it should be");
    }
  }
}
