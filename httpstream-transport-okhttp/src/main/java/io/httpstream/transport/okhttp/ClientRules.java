package io.httpstream.transport.okhttp;

import java.util.List;
import okhttp3.Authenticator;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * What can be seen of a client that would break a rule of transports. An authenticator for proxies
 * does not: it is asked only when a tunnel is made.
 */
final class ClientRules {
  private ClientRules() {}

  static void check(OkHttpClient client) {
    if (client.followRedirects()) {
      throw refused("follows redirects", rebuilt("followRedirects(false)"));
    }
    if (client.retryOnConnectionFailure()) {
      throw refused("sends requests again", rebuilt("retryOnConnectionFailure(false)"));
    }
    if (client.authenticator() != Authenticator.NONE) {
      throw refused(
          "has an authenticator",
          rebuilt("authenticator(Authenticator.NONE)") + ", and send credentials as headers");
    }
    if (client.cookieJar() != CookieJar.NO_COOKIES) {
      throw refused("has a cookie jar", rebuilt("cookieJar(CookieJar.NO_COOKIES)"));
    }
    if (client.cache() != null) {
      throw refused("has a cache", rebuilt("cache(null)"));
    }
  }

  /** Of a client that is made for a transport; one that exists may offer others to its own user. */
  static void checkProtocols(OkHttpClient client) {
    if (!client.protocols().equals(List.of(Protocol.HTTP_1_1))) {
      throw refused(
          "offers the protocols " + client.protocols(),
          "leave protocols alone: this transport speaks HTTP/1.1");
    }
  }

  private static String rebuilt(String setting) {
    return "build it with " + setting + ", or derive one by client.newBuilder()." + setting;
  }

  private static IllegalArgumentException refused(String why, String remedy) {
    return new IllegalArgumentException(
        "this OkHttpClient can't serve as a transport: it " + why + "; " + remedy);
  }
}
