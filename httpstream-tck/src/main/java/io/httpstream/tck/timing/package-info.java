/** Waiting without flaky sleeps: time may make a case pass that should fail, never the reverse. */
@NullMarked
package io.httpstream.tck.timing;

import org.jspecify.annotations.NullMarked;
