package io.httpstream.transport;

import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a transport that is made for it: an immutable value, changed by its setters
 * into another. A transport that can't do what is set here does not declare the {@link Capability}
 * of it, and the client refuses to be built.
 */
public final class TransportConfig {
  private static final TransportConfig DEFAULTS =
      new TransportConfig(Limits.defaults().get(Limit.CONNECT), null, null);

  private final Duration connectTimeout;
  private final @Nullable SSLContext sslContext;
  private final @Nullable Duration idleTimeout;

  private TransportConfig(
      Duration connectTimeout, @Nullable SSLContext sslContext, @Nullable Duration idleTimeout) {
    this.connectTimeout = connectTimeout;
    this.sslContext = sslContext;
    this.idleTimeout = idleTimeout;
  }

  /**
   * What a client asks that was told nothing: the default of {@link Limit#CONNECT}, and the JDK's
   * default {@link SSLContext}.
   *
   * @return the defaults
   */
  public static TransportConfig defaults() {
    return DEFAULTS;
  }

  /**
   * How long connecting may take at most, the handshake of TLS included. The guard enforces each
   * request's own limit, which may be shorter, as far as the transport tells its phases.
   *
   * @return more than zero; {@link Limits#NEVER} for no limit
   */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * Sets how long connecting may take.
   *
   * @param value more than zero, or {@link Limits#NEVER}
   * @return a configuration with the new value
   */
  public TransportConfig connectTimeout(Duration value) {
    return new TransportConfig(positive("connectTimeout", value), sslContext, idleTimeout);
  }

  private static Duration positive(String name, Duration value) {
    Objects.requireNonNull(value, name);
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("the " + name + " must be more than zero: " + value);
    }
    return value;
  }

  /**
   * Whom to trust and what to present in handshakes of TLS. Host names are verified whatever it
   * trusts (RFC 9110, section 4.3.4).
   *
   * @return empty for the JDK's default context
   */
  public Optional<SSLContext> sslContext() {
    return Optional.ofNullable(sslContext);
  }

  /**
   * Sets whom to trust and what to present; needs {@link Capability#SSL_CONTEXT}.
   *
   * @param value initialised
   * @return a configuration with the new value
   */
  public TransportConfig sslContext(SSLContext value) {
    return new TransportConfig(
        connectTimeout, Objects.requireNonNull(value, "sslContext"), idleTimeout);
  }

  /**
   * How long a connection is kept that no exchange uses, before it is closed.
   *
   * @return more than zero, {@link Limits#NEVER} for as long as the server keeps it; empty for what
   *     the transport takes for right, half a minute in this project's but for the JDK's
   */
  public Optional<Duration> idleTimeout() {
    return Optional.ofNullable(idleTimeout);
  }

  /**
   * Sets how long a connection is kept that no exchange uses; needs {@link
   * Capability#IDLE_TIMEOUT}.
   *
   * @param value more than zero, or {@link Limits#NEVER}
   * @return a configuration with the new value
   */
  public TransportConfig idleTimeout(Duration value) {
    return new TransportConfig(connectTimeout, sslContext, positive("idleTimeout", value));
  }
}
