/**
 * The interop tier of the TCK: how a transport gets on with servers that others wrote. One subclass
 * of {@link io.httpstream.tck.interop.InteropTck} and a Docker daemon is all that it takes.
 */
@NullMarked
package io.httpstream.tck.interop;

import org.jspecify.annotations.NullMarked;
