/** What came of each rule on each transport, and the deviations that are known. */
@NullMarked
package io.httpstream.tck.report;

import org.jspecify.annotations.NullMarked;
