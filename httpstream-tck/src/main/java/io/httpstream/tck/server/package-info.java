/** A server on raw sockets whose connections follow scripts, and which tells what it saw. */
@NullMarked
package io.httpstream.tck.server;

import org.jspecify.annotations.NullMarked;
