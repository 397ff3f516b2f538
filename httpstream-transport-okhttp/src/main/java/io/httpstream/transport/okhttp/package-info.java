/**
 * The transport named {@code okhttp}: {@link io.httpstream.transport.okhttp.OkHttpTransport} over
 * OkHttp 5.
 */
@NullMarked
package io.httpstream.transport.okhttp;

import org.jspecify.annotations.NullMarked;
