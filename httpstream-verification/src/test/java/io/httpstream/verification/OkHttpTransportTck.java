package io.httpstream.verification;

import io.httpstream.tck.Supplied;
import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.okhttp.OkHttpTransport;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** The rules of SPEC.md over OkHttp. */
class OkHttpTransportTck extends TransportTck {
  OkHttpTransportTck() {
    super("okhttp");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return OkHttpTransport.create(config);
  }

  @Override
  protected List<Supplied> supplied() {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .build();
    return List.of(
        new Supplied(
            "OkHttpClient",
            OkHttpTransport.of(client),
            uri -> client.newCall(new Request.Builder().url(uri.toURL()).build()).execute().close(),
            client.connectionPool()::evictAll));
  }
}
