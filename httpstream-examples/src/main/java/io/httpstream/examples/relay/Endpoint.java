package io.httpstream.examples.relay;

import java.net.URI;

/**
 * One end of the relay.
 *
 * @param uri where it is
 * @param ours whether it is a server of {@link RelayServers}, which may be bothered with a warm-up
 */
record Endpoint(URI uri, boolean ours) {}
