/** Middleware that comes with the library. */
@NullMarked
package io.httpstream.middleware;

import org.jspecify.annotations.NullMarked;
