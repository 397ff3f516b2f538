package io.httpstream.examples.relay;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.middleware.Logging;
import java.io.IOException;
import java.net.URI;

/** The relay itself: takes a file from one server and sends it to another while it arrives. */
final class Relay {
  private final HttpStreamClient http;
  private final Endpoint from;
  private final Endpoint to;

  Relay(HttpStreamClient http, Endpoint from, Endpoint to) {
    this.http = http;
    this.from = from;
    this.to = to;
  }

  /**
   * Started by {@link Demo} in a JVM of its own.
   *
   * @param arguments the transport, both ends, and whether there is a terminal
   */
  public static void main(String[] arguments) {
    Lifeline.watch();
    String transport = arguments[0];
    Endpoint from = new Endpoint(URI.create(arguments[1]), Boolean.parseBoolean(arguments[2]));
    Endpoint to = new Endpoint(URI.create(arguments[3]), Boolean.parseBoolean(arguments[4]));
    Progress.Display display =
        Boolean.parseBoolean(arguments[5])
            ? new ProgressOnTerminal(transport, System.err)
            : new ProgressLines(transport, System.err);
    try (HttpStreamClient http = HttpStreamClient.builder().transport(transport).build()) {
      RelayReport report = new Relay(http, from, to).run(transport, new Progress(display));
      System.out.println(report);
      System.exit(report.sha256() == RelayReport.Verdict.MISMATCH ? 1 : 0);
    } catch (IOException | RuntimeException e) {
      System.err.println(Explanation.of(e));
      System.exit(1);
    }
  }

  RelayReport run(String transport, Progress progress) throws IOException {
    WarmUp.run(http, from, to);
    Cost.Meter meter = Cost.Meter.start();
    long started = System.nanoTime();
    try (Response file = take(progress);
        Response answer = send(file)) {
      long nanos = System.nanoTime() - started;
      Cost cost = meter.stop();
      return new RelayReport(
          transport, progress.bytes(), nanos, cost, SavedCopy.compare(http, file, answer));
    }
  }

  private Response take(Progress progress) throws IOException {
    return http.get(from.uri()).use(Logging.slf4j()).use(progress).send().requireSuccess();
  }

  /** The file's name, type and length travel along. */
  private Response send(Response file) throws IOException {
    return http.multipart(to.uri()).use(Logging.slf4j()).file("file", file).send().requireSuccess();
  }
}
