/**
 * The values and the one verb that everything else is made of: a {@link
 * io.httpstream.message.Request} goes in, a {@link io.httpstream.message.Response} comes out, and
 * an {@link io.httpstream.message.ExchangeException} says what went wrong in between.
 *
 * <p>This package knows nothing of clients, transports or multipart.
 */
@NullMarked
package io.httpstream.message;

import org.jspecify.annotations.NullMarked;
