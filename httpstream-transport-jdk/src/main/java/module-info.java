import io.httpstream.transport.TransportProvider;
import io.httpstream.transport.jdk.JdkTransportProvider;

/** The transport over the JDK's own {@code java.net.http} client. */
module io.httpstream.transport.jdk {
  requires transitive io.httpstream;
  requires transitive java.net.http;
  requires static org.jspecify;

  exports io.httpstream.transport.jdk;

  provides TransportProvider with
      JdkTransportProvider;
}
