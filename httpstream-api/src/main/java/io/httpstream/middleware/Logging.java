package io.httpstream.middleware;

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
 * Logs each exchange once, when it is over, as key-value pairs: {@code method}, {@code url} (values
 * of the query masked), {@code status}, {@code headers_ms} and {@code total_ms} since the sending,
 * {@code bytes_sent} and {@code bytes_received} of the bodies, and {@code error} where it failed.
 *
 * <p>Bodies are counted on their way, neither buffered nor logged. With {@link #withHeaders} the
 * headers of both sides are logged too, credentials masked.
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
   * Sets the level of exchanges that ended well; failed ones are logged at WARN.
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
      Request counted =
          request.body().length() == 0
              ? request
              : request.toBuilder()
                  .body(request.body().through(out -> new CountingOutputStream(out, sent::add)))
                  .build();
      Response response;
      try {
        response = next.send(counted);
      } catch (Throwable failure) {
        event(Level.WARN).addKeyValue("error", failure.toString()).log("HTTP exchange failed");
        throw failure;
      }
      long headersMillis = millis();
      return response.toBuilder()
          .body(
              new ObservedBody(
                  response.body(),
                  (received, failure) -> {
                    LoggingEventBuilder event =
                        event(failure == null ? level : Level.WARN)
                            .addKeyValue("status", response.status())
                            .addKeyValue("headers_ms", headersMillis)
                            .addKeyValue("bytes_received", received);
                    if (headers) {
                      event = event.addKeyValue("response_headers", response.headers());
                    }
                    if (failure == null) {
                      event.log("HTTP exchange");
                    } else {
                      event.addKeyValue("error", failure.toString()).log("HTTP exchange failed");
                    }
                  }))
          .build();
    }

    private LoggingEventBuilder event(Level at) {
      LoggingEventBuilder event =
          logger
              .atLevel(at)
              .addKeyValue("method", request.method())
              .addKeyValue("url", request.maskedUri())
              .addKeyValue("total_ms", millis())
              .addKeyValue("bytes_sent", sent.sum());
      return headers ? event.addKeyValue("request_headers", request.headers()) : event;
    }

    private long millis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
  }
}
