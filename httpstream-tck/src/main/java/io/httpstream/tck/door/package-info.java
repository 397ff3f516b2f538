/** The two ways into a transport: through the client, and bare. */
@NullMarked
package io.httpstream.tck.door;

import org.jspecify.annotations.NullMarked;
