/** The rules by their ids: the annotation of a case, and the list that is locked. */
@NullMarked
package io.httpstream.tck.requirement;

import org.jspecify.annotations.NullMarked;
