/**
 * What a backend implements: a {@link io.httpstream.transport.Transport}, found through a {@link
 * io.httpstream.transport.TransportProvider}. The rules that it must keep are in SPEC.md, and the
 * TCK checks them.
 */
@NullMarked
package io.httpstream.transport;

import org.jspecify.annotations.NullMarked;
