package io.httpstream.transport.jetty;

import java.net.URI;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.client.transport.HttpResponse;
import org.eclipse.jetty.http.HttpCookieStore;

/** What can be seen of a client that would break a rule of transports. */
final class ClientRules {
  private ClientRules() {}

  /** A client of ours that somebody has changed, before it is started. */
  static void checkUnstarted(HttpClient client) {
    checkSettings(client);
    if (client.isStarted()) {
      throw refused("is started", "leave starting it to the transport");
    }
  }

  /** A client that exists. */
  static void checkStarted(HttpClient client) {
    if (!client.isStarted()) {
      throw refused("is not started", "call start() before");
    }
    checkSettings(client);
    // In a started client none means that cookies are stored.
    if (!(client.getHttpCookieStore() instanceof HttpCookieStore.Empty)) {
      throw refused(
          "has a cookie store",
          "call setHttpCookieStore(new HttpCookieStore.Empty()) before start()");
    }
    for (int status = 200; status < 600; status++) {
      checkHandlers(client, status);
    }
  }

  private static void checkSettings(HttpClient client) {
    if (client.isFollowRedirects()) {
      throw refused("follows redirects", "call setFollowRedirects(false)");
    }
    if (client.getDefaultRequestContentType() != null) {
      throw refused(
          "has a default content type for requests", "call setDefaultRequestContentType(null)");
    }
    if (client.getContentDecoderFactories().iterator().hasNext()) {
      throw refused(
          "decodes the content of responses",
          "call getContentDecoderFactories().clear() after start()");
    }
    if (client.getHttpCookieStore() != null
        && !(client.getHttpCookieStore() instanceof HttpCookieStore.Empty)) {
      throw refused("has a cookie store", "call setHttpCookieStore(new HttpCookieStore.Empty())");
    }
    if (client.getAuthenticationStore().hasAuthenticationResults()) {
      throw refused(
          "adds credentials", "clear its authentication store, and send credentials as headers");
    }
    if (client.getMaxResponseHeadersSize() <= 0) {
      throw refused(
          "takes response headers without a bound",
          "call setMaxResponseHeadersSize(...) with up to 1 MiB");
    }
  }

  /** Jetty does not list the handlers, but tells who would act on a response. */
  private static void checkHandlers(HttpClient client, int status) {
    HttpRequest request =
        new HttpRequest(client, new HttpConversation(), URI.create("http://localhost/"));
    HttpResponse response = new HttpResponse(request).status(status);
    var handler = client.getProtocolHandlers().find(request, response);
    if (handler != null) {
      throw refused(
          "acts on a response of status " + status + " by itself",
          "call getProtocolHandlers().remove(\"" + handler.getName() + "\") after start()");
    }
  }

  private static IllegalArgumentException refused(String why, String remedy) {
    return new IllegalArgumentException(
        "this HttpClient of Jetty can't serve as a transport: it " + why + "; " + remedy);
  }
}
