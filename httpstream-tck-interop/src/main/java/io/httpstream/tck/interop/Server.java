package io.httpstream.tck.interop;

import java.util.List;
import java.util.Locale;

/** What one container each is started for, and the ports that it listens on. */
enum Server {
  NGINX(8080, 8081, 8082, 8443),
  APACHE2(8080, 8081),
  CADDY(8080, 8443),
  HAPROXY(8080, 8081),
  NGHTTPD(8080),
  TOMCAT(8080, 8081),
  SQUID(8080, 3128),
  /** Go's own server. */
  ORIGIN(9000),
  /** busboy, python-multipart and werkzeug. */
  PARSERS(9101, 9102, 9103);

  @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
  private final List<Integer> ports;

  Server(Integer... ports) {
    this.ports = List.of(ports);
  }

  /** As the image's entry point has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<Integer> ports() {
    return ports;
  }

  int mainPort() {
    return ports.get(0);
  }
}
