package io.httpstream.middleware;

import io.httpstream.message.ExchangeException;
import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.message.Sender;
import io.httpstream.stream.CountingOutputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs each exchange once, when its body is read to the end or closed, as key-value pairs: {@code
 * method}, {@code url} (values of the query masked), {@code status}, {@code headers_ms} and {@code
 * total_ms} since the sending, {@code bytes_sent} and {@code bytes_received} of the bodies, {@code
 * outcome} (complete, closed, aborted or failed), and {@code error} where it failed.
 *
 * <p>Bodies are counted on their way, neither buffered nor logged; of an exception that is not the
 * library's own only the type is logged, as its message may hold anything. With {@link
 * #withHeaders} the headers of both sides are logged too, credentials masked.
 */
public final class Logging implements Middleware {
  private final Logger logger;
  private final Level level;
  private final boolean headers;

  private Logging(Logger logger, Level level, boolean headers) {
    this.logger = logger;
    this.level = level;
    this.headers = headers;
  }

  /**
   * Logs to the logger {@code io.httpstream}, at level INFO.
   *
   * @return the middleware
   */
  public static Logging slf4j() {
    return slf4j(LoggerFactory.getLogger("io.httpstream"));
  }

  /**
   * Logs to a logger, at level INFO.
   *
   * @param logger where to
   * @return the middleware
   */
  public static Logging slf4j(Logger logger) {
    return new Logging(Objects.requireNonNull(logger, "logger"), Level.INFO, false);
  }

  /**
   * Sets the level of exchanges that did not fail; failed ones are logged at WARN.
   *
   * @param value the level
   * @return a middleware that logs at this level
   */
  public Logging level(Level value) {
    return new Logging(logger, Objects.requireNonNull(value, "level"), headers);
  }

  /**
   * Logs headers too, as {@code request_headers} and {@code response_headers}; the values of those
   * that hold credentials are masked.
   *
   * @return a middleware that logs headers
   */
  public Logging withHeaders() {
    return new Logging(logger, level, true);
  }

  @Override
  public Sender around(Sender next) {
    return request -> new LoggedExchange(request).send(next);
  }

  /** What is known of one exchange so far. */
  private final class LoggedExchange {
    private final Request request;
    private final long started = System.nanoTime();
    private final LongAdder sent = new LongAdder();

    LoggedExchange(Request request) {
      this.request = request;
    }

    Response send(Sender next) throws IOException {
      Response response;
      try {
        response = next.send(counted());
      } catch (Throwable failure) {
        event(Outcome.FAILED).addKeyValue("error", words(failure)).log("HTTP exchange");
        throw failure;
      }
      long headersMillis = millis();
      ObservedBody body =
          new ObservedBody(
              response.body(),
              (outcome, observed) -> log(response, headersMillis, outcome, observed));
      return response.toBuilder().body(body).onAbort(() -> body.abort(response::abort)).build();
    }

    private Request counted() {
      if (request.body().length() == 0) {
        return request;
      }
      return request.toBuilder()
          .body(request.body().through(out -> new CountingOutputStream(out, sent::add)))
          .build();
    }

    private void log(Response response, long headersMillis, Outcome outcome, ObservedBody body) {
      LoggingEventBuilder event =
          event(outcome)
              .addKeyValue("status", response.status())
              .addKeyValue("headers_ms", headersMillis)
              .addKeyValue("bytes_received", body.received());
      if (headers) {
        event = event.addKeyValue("response_headers", response.headers());
      }
      if (body.failure().isPresent()) {
        event = event.addKeyValue("error", words(body.failure().get()));
      }
      event.log("HTTP exchange");
    }

    private LoggingEventBuilder event(Outcome outcome) {
      LoggingEventBuilder event =
          logger
              .atLevel(outcome == Outcome.FAILED ? Level.WARN : level)
              .addKeyValue("method", request.method())
              .addKeyValue("url", request.maskedUri())
              .addKeyValue("outcome", outcome.word())
              .addKeyValue("total_ms", millis())
              .addKeyValue("bytes_sent", sent.sum());
      return headers ? event.addKeyValue("request_headers", request.headers()) : event;
    }

    private long millis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
  }

  /** The messages of our own exceptions are made to be logged; others may hold a body's content. */
  private static String words(Throwable failure) {
    return failure instanceof ExchangeException ? failure.toString() : failure.getClass().getName();
  }
}
