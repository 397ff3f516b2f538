/** What a parser of multipart forms has to implement in order to judge those of a client. */
@NullMarked
package io.httpstream.tck.multipart;

import org.jspecify.annotations.NullMarked;
