package io.httpstream;

import io.httpstream.guard.Guard;
import io.httpstream.guard.Unguarded;
import io.httpstream.message.Headers;
import io.httpstream.message.LeakedResponse;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.Sender;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportLoader;
import io.httpstream.transport.TransportProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Collects a {@link HttpStreamClient}. Not thread-safe. */
public final class HttpStreamClientBuilder {
  private static final int CONNECTIONS_PER_ORIGIN = 64;

  private final Optional<Origin> origin;
  private final Headers.Builder headers = Headers.builder();
  private final List<Middleware> middleware = new ArrayList<>();
  private Limits limits = Limits.defaults();
  private Consumer<LeakedResponse> onLeak = leak -> {};
  private OptionalInt connectionsPerOrigin = OptionalInt.empty();
  private @Nullable SSLContext sslContext;
  private @Nullable Duration idleTimeout;
  private @Nullable String name;
  private @Nullable Transport transport;
  private @Nullable Sender sender;

  HttpStreamClientBuilder(Optional<Origin> origin) {
    this.origin = origin;
  }

  /**
   * Chooses the transport by its name; it must be on the class path.
   *
   * @param value for example {@code okhttp}
   * @return this builder
   */
  public HttpStreamClientBuilder transport(String value) {
    chooseOnce();
    this.name = Objects.requireNonNull(value, "name");
    return this;
  }

  /**
   * Sets the transport.
   *
   * @param value belongs to the client from now on and is closed with it; what it wraps, a native
   *     client that was supplied to it, is not
   * @return this builder
   */
  public HttpStreamClientBuilder transport(Transport value) {
    chooseOnce();
    this.transport = Objects.requireNonNull(value, "transport");
    return this;
  }

  /**
   * Sends through a sender instead of a transport: a mock, or another library's client. Nothing
   * guards it: limits other than the scope's are its own affair.
   *
   * @param value not closed with the client
   * @return this builder
   */
  public HttpStreamClientBuilder over(Sender value) {
    chooseOnce();
    this.sender = Objects.requireNonNull(value, "sender");
    return this;
  }

  private void chooseOnce() {
    if (name != null || transport != null || sender != null) {
      throw new IllegalStateException("the client has a transport already; choose one only");
    }
  }

  /**
   * Adds a middleware.
   *
   * @param value what was added first sees the request first
   * @return this builder
   */
  public HttpStreamClientBuilder use(Middleware value) {
    middleware.add(Objects.requireNonNull(value, "middleware"));
    return this;
  }

  /**
   * Adds a header to all requests of the client's own builders that go to the base's origin and do
   * not set it themselves. A request that has no {@code User-Agent} by either way is sent with
   * {@code User-Agent: httpstream} (RFC 9110, section 10.1.5).
   *
   * @param field a token
   * @param value visible ASCII, spaces and tabs
   * @return this builder
   * @throws IllegalArgumentException if name or value can't be sent
   * @throws IllegalStateException if the client has no base, so that nothing says whom the header
   *     may be told
   */
  public HttpStreamClientBuilder header(String field, String value) {
    if (origin.isEmpty()) {
      throw new IllegalStateException(
          "a client's headers are sent to the origin of its base URI only; give it one");
    }
    Request.checkHeader(field, value);
    headers.add(field, value);
    return this;
  }

  /**
   * Changes the limits of time of all requests of the client's own builders.
   *
   * @param change gets the limits so far, at first {@link Limits#defaults}
   * @return this builder
   */
  public HttpStreamClientBuilder limits(UnaryOperator<Limits> change) {
    this.limits = Objects.requireNonNull(change.apply(limits), "limits");
    return this;
  }

  /**
   * Sets whom to trust and what to present in handshakes of TLS, in place of the JDK's default.
   * Host names are verified whatever it trusts.
   *
   * @param value initialised
   * @return this builder
   */
  public HttpStreamClientBuilder sslContext(SSLContext value) {
    this.sslContext = Objects.requireNonNull(value, "sslContext");
    return this;
  }

  /**
   * Sets how many exchanges with one origin (scheme, host and port) run at once, 64 unless set. One
   * is under way from the connecting until its response's body is at the end or closed; who comes
   * when all places are taken waits in line, as long as {@link io.httpstream.message.Limit#LEASE}
   * allows.
   *
   * @param value at least 1
   * @return this builder
   * @throws IllegalArgumentException if it is less than 1
   */
  public HttpStreamClientBuilder connectionsPerOrigin(int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "connectionsPerOrigin must be at least 1, not " + value + "; nothing could be sent");
    }
    this.connectionsPerOrigin = OptionalInt.of(value);
    return this;
  }

  /**
   * Has somebody told of responses that were never closed, when the garbage collector has found
   * them and their connection is dropped. They are logged as warnings of {@code io.httpstream.leak}
   * besides, with the whole stack of the call if that logger is at debug level.
   *
   * @param listener called on any thread; must not block
   * @return this builder
   */
  public HttpStreamClientBuilder onLeak(Consumer<LeakedResponse> listener) {
    this.onLeak = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Sets how long a connection is kept that no exchange uses, in place of what the transport takes
   * for right. Not all transports can be told.
   *
   * @param value more than zero, or {@link Limits#NEVER}
   * @return this builder
   * @throws IllegalArgumentException if it is zero or negative
   */
  public HttpStreamClientBuilder idleTimeout(Duration value) {
    this.idleTimeout = TransportConfig.defaults().idleTimeout(value).idleTimeout().orElseThrow();
    return this;
  }

  /**
   * Makes the client.
   *
   * @return a new client
   * @throws io.httpstream.transport.NoTransportException if the transport is not found
   * @throws io.httpstream.transport.UnsupportedCapabilityException if the transport can't do what
   *     was set here
   * @throws IllegalStateException if something was set here that would change a transport or sender
   *     that was given
   */
  public HttpStreamClient build() {
    if (sender != null || transport != null) {
      refuse("sslContext", sslContext);
      refuse("idleTimeout", idleTimeout);
    }
    if (connectionsPerOrigin.isPresent() && sender != null) {
      throw new IllegalStateException(
          "connectionsPerOrigin can't be kept on a sender that was given to the client: nothing"
              + " tells when its exchanges are over");
    }
    if (sender != null) {
      return client(new Unguarded(sender), null);
    }
    Guard guard =
        new Guard(
            transport != null ? transport : load(),
            connectionsPerOrigin.orElse(CONNECTIONS_PER_ORIGIN),
            onLeak);
    return client(guard, guard);
  }

  /** What has been made can't be changed any more. */
  private void refuse(String option, @Nullable Object value) {
    if (value != null) {
      throw new IllegalStateException(
          "the "
              + option
              + " can't be set on a "
              + (sender != null ? "sender" : "transport")
              + " that was given to the client; make that one with it");
    }
  }

  private HttpStreamClient client(Sender core, @Nullable Guard guard) {
    Sender chain = Chain.of(middleware).around(Chain.withRequestLevel(core));
    return new HttpStreamClient(chain, guard, origin, headers.build(), limits);
  }

  private Transport load() {
    TransportProvider provider = name != null ? TransportLoader.named(name) : TransportLoader.any();
    TransportConfig config = TransportConfig.defaults().connectTimeout(limits.get(Limit.CONNECT));
    if (sslContext != null) {
      config = config.sslContext(sslContext);
    }
    if (idleTimeout != null) {
      config = config.idleTimeout(idleTimeout);
    }
    return TransportLoader.create(provider, config);
  }
}
