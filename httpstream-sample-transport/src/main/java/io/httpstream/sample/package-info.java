/** A small transport over sockets: the example of docs/writing-a-transport.md. */
@NullMarked
package io.httpstream.sample;

import org.jspecify.annotations.NullMarked;
