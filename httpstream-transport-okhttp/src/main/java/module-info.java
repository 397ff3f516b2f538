import io.httpstream.transport.TransportProvider;
import io.httpstream.transport.okhttp.OkHttpTransportProvider;

/** The transport over OkHttp. */
module io.httpstream.transport.okhttp {
  requires transitive io.httpstream;
  requires transitive okhttp3;
  requires static org.jspecify;

  exports io.httpstream.transport.okhttp;

  provides TransportProvider with
      OkHttpTransportProvider;
}
