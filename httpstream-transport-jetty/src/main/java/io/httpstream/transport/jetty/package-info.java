/**
 * The transport named {@code jetty}: {@link io.httpstream.transport.jetty.JettyTransport} over the
 * HTTP client of Jetty 12.1.
 */
@NullMarked
package io.httpstream.transport.jetty;

import org.jspecify.annotations.NullMarked;
