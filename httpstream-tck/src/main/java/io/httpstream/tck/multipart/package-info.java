/** Who judges the multipart forms that a client has sent. */
@NullMarked
package io.httpstream.tck.multipart;

import org.jspecify.annotations.NullMarked;
