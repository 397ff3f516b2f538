/**
 * A TCP proxy that injects faults: between a client and a server, whatever they speak. Begin with
 * {@link io.httpstream.test.proxy.FaultProxy}.
 */
@NullMarked
package io.httpstream.test.proxy;

import org.jspecify.annotations.NullMarked;
