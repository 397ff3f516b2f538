package io.httpstream.verification;

import io.httpstream.tck.Supplied;
import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.jetty.JettyTransport;
import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCookieStore;

/** The rules of SPEC.md over Jetty's HTTP client. */
class JettyTransportTck extends TransportTck {
  JettyTransportTck() {
    super("jetty");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return JettyTransport.create(config);
  }

  @Override
  protected List<Supplied> supplied() {
    HttpClient client = new HttpClient();
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setMaxResponseHeadersSize(64 * 1024);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    client.getProtocolHandlers().clear();
    client.getContentDecoderFactories().clear();
    return List.of(
        new Supplied("HttpClient", JettyTransport.of(client), client::GET, client::stop));
  }
}
