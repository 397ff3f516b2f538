/** Has the forms that a client has sent judged, by a judge of our own and by all that are found. */
@NullMarked
package io.httpstream.tck.judging;

import org.jspecify.annotations.NullMarked;
