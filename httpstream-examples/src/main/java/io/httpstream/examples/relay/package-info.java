/**
 * The relay from one server to another, measured: the launcher, the servers' JVM, the client's JVM.
 */
@NullMarked
package io.httpstream.examples.relay;

import org.jspecify.annotations.NullMarked;
