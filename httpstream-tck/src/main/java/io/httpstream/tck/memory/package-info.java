/** Large bodies through a JVM with a small heap. */
@NullMarked
package io.httpstream.tck.memory;

import org.jspecify.annotations.NullMarked;
