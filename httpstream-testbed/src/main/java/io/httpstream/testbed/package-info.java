/**
 * What the tests of the transports share: servers that do byte for byte as a test says, and calls
 * without a guard. Each transport is tested against the same ones, so that a difference is its own.
 */
@NullMarked
package io.httpstream.testbed;

import org.jspecify.annotations.NullMarked;
