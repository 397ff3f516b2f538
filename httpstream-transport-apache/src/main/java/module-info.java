import io.httpstream.transport.TransportProvider;
import io.httpstream.transport.apache.ApacheTransportProvider;

/** The transport over Apache HttpClient 5, the classic one. */
module io.httpstream.transport.apache {
  requires transitive io.httpstream;
  requires transitive org.apache.httpcomponents.client5.httpclient5;
  requires org.apache.httpcomponents.core5.httpcore5;
  // Apache uses it without saying so, as it has no module-info.
  requires jdk.net;
  requires static org.jspecify;

  exports io.httpstream.transport.apache;

  provides TransportProvider with
      ApacheTransportProvider;
}
