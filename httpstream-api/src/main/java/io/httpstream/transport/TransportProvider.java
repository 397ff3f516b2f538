package io.httpstream.transport;

/**
 * Makes transports of one backend. Found by {@link java.util.ServiceLoader}: declared with {@code
 * provides} in the module and in {@code META-INF/services}.
 */
public interface TransportProvider {
  /**
   * The name by which users choose it.
   *
   * @return short and lower case, for example {@code jdk}
   */
  String name();

  /**
   * Makes a transport.
   *
   * @param config what the client asks for
   * @return a new transport, which the client closes
   */
  Transport create(TransportConfig config);
}
