package io.httpstream.examples.get;

import io.httpstream.HttpStreamClient;
import io.httpstream.examples.relay.RelayServers;
import io.httpstream.message.Response;
import io.httpstream.middleware.Logging;

/** A GET through the logging middleware, against a server that it starts itself. */
public final class LoggedGet {
  private static final String BASE = "/";

  private LoggedGet() {}

  /** Prints what was got on the standard output; the log goes to the standard error. */
  public static void main(String[] arguments) throws Exception {
    try (RelayServers servers = RelayServers.start(1 << 20);
        HttpStreamClient http =
            HttpStreamClient.builder(servers.file().resolve(BASE).toString())
                .transport("jdk")
                .use(Logging.slf4j())
                .build()) {
      String lines = http.get("/file").queryParam("bytes", 84).send(Response::text);
      System.out.print(lines);
    }
  }
}
