/** {@code multipart/form-data} (RFC 7578), written while it is sent and never held in memory. */
@NullMarked
package io.httpstream.multipart;

import org.jspecify.annotations.NullMarked;
