package io.httpstream.transport.jdk;

import java.net.http.HttpClient;

/** What can be seen of a client that would break a rule of transports. */
final class ClientRules {
  private ClientRules() {}

  static void check(HttpClient client) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw refused("follows redirects", "build it with followRedirects(Redirect.NEVER)");
    }
    if (client.authenticator().isPresent()) {
      throw refused("has an authenticator", "build it without, and send credentials as headers");
    }
    if (client.cookieHandler().isPresent()) {
      throw refused("has a cookie handler", "build it without");
    }
  }

  private static IllegalArgumentException refused(String why, String remedy) {
    return new IllegalArgumentException(
        "this java.net.http.HttpClient can't serve as a transport: it " + why + "; " + remedy);
  }
}
