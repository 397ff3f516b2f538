/** Copying between plain streams without a buffer too many. Not exported. */
@NullMarked
package io.httpstream.stream;

import org.jspecify.annotations.NullMarked;
