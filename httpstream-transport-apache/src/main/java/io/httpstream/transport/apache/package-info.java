/**
 * The transport named {@code apache}: {@link io.httpstream.transport.apache.ApacheTransport} over
 * the classic client of Apache HttpClient 5.
 */
@NullMarked
package io.httpstream.transport.apache;

import org.jspecify.annotations.NullMarked;
