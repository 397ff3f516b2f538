package io.httpstream.verification;

import io.httpstream.tck.Supplied;
import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.apache.ApacheTransport;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** The rules of SPEC.md over Apache HttpClient 5. */
class ApacheTransportTck extends TransportTck {
  ApacheTransportTck() {
    super("apache");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return ApacheTransport.create(config);
  }

  @Override
  protected List<Supplied> supplied() {
    CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build();
    return List.of(
        new Supplied(
            "HttpClient",
            ApacheTransport.of(client),
            uri -> client.execute(new HttpGet(uri), response -> response.getCode()),
            client));
  }
}
