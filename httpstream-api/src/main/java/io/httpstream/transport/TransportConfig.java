package io.httpstream.transport;

import io.httpstream.message.Limits;
import java.time.Duration;
import java.util.Objects;

/**
 * What a client asks of a transport that is made for it.
 *
 * @param connectTimeout how long connecting may take at most; {@link Limits#NEVER} for no limit.
 *     The guard enforces each request's own limit, which may be shorter, as far as the transport
 *     tells its phases
 */
public record TransportConfig(Duration connectTimeout) {
  /**
   * Checks that nothing is null.
   *
   * @param connectTimeout how long connecting may take
   */
  public TransportConfig {
    Objects.requireNonNull(connectTimeout, "connectTimeout");
  }
}
