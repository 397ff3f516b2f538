/** The streaming HTTP client: its API, and what a transport implements. */
module io.httpstream {
  requires transitive org.jspecify;
  requires transitive org.slf4j;

  exports io.httpstream;
  exports io.httpstream.message;
  exports io.httpstream.middleware;
  exports io.httpstream.multipart;
  exports io.httpstream.transport;

  uses io.httpstream.message.ResponseTracker;
  uses io.httpstream.transport.TransportProvider;
}
