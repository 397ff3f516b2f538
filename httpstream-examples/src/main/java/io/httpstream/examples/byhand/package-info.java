/** The relay without this library, to show what one has to write. */
@NullMarked
package io.httpstream.examples.byhand;

import org.jspecify.annotations.NullMarked;
