/**
 * The TCK. {@link io.httpstream.tck.TransportTck} is what a transport's test extends; the rules are
 * in one class per group.
 */
@NullMarked
package io.httpstream.tck;

import org.jspecify.annotations.NullMarked;
