/** A GET through the logging middleware. */
@NullMarked
package io.httpstream.examples.get;

import org.jspecify.annotations.NullMarked;
