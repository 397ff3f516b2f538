/**
 * What stands around every transport, once: the length contract, coalescing, first-error memory,
 * limits, cancellation and the mapping of failures. Not exported.
 */
@NullMarked
package io.httpstream.guard;

import org.jspecify.annotations.NullMarked;
