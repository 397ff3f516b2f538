import io.httpstream.transport.TransportProvider;
import io.httpstream.transport.jetty.JettyTransportProvider;

/** The transport over Jetty's HTTP client. */
module io.httpstream.transport.jetty {
  requires transitive io.httpstream;
  requires transitive org.eclipse.jetty.client;
  requires static org.jspecify;

  exports io.httpstream.transport.jetty;

  provides TransportProvider with
      JettyTransportProvider;
}
