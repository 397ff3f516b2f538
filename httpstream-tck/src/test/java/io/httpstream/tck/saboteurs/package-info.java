/**
 * Deliberately wrong transports, guards and clients: each must fail the rules that it breaks, with
 * a message that a stranger understands.
 */
@NullMarked
package io.httpstream.tck.saboteurs;

import org.jspecify.annotations.NullMarked;
