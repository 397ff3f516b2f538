/**
 * The transport named {@code jdk}: {@link io.httpstream.transport.jdk.JdkTransport} over the JDK's
 * own {@code java.net.http} client, without a dependency.
 */
@NullMarked
package io.httpstream.transport.jdk;

import org.jspecify.annotations.NullMarked;
