/**
 * The control: a small transport over plain sockets that keeps every rule. It is a test of the TCK,
 * and must never be published as a transport.
 */
@NullMarked
package io.httpstream.tck.socket;

import org.jspecify.annotations.NullMarked;
