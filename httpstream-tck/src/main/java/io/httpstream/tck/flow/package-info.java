/** Whether a slow side holds the other one back. */
@NullMarked
package io.httpstream.tck.flow;

import org.jspecify.annotations.NullMarked;
