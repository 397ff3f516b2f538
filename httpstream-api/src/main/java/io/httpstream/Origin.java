package io.httpstream;

import io.httpstream.message.Request;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/** The client's base: what paths are joined to, and the origin that its own headers may go to. */
final class Origin {
  private final URI base;
  private final String prefix;

  Origin(String base) {
    Objects.requireNonNull(base, "baseUri");
    URI given;
    try {
      given = new URI(base);
    } catch (URISyntaxException e) {
      // Neither its text nor the exception is shown: it may hold a password.
      throw new IllegalArgumentException(
          "the base URI is no valid URI: " + e.getReason() + " at index " + e.getIndex());
    }
    if (given.getRawQuery() != null || given.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the base URI must not have a query or fragment, as paths are joined to it");
    }
    try {
      this.base = sent(given);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the base URI is not one of http or https, such as https://api.example.com/v1: "
              + e.getMessage(),
          e);
    }
    this.prefix = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
  }

  /** The form in which a URI is sent, which makes two of them comparable. */
  private static URI sent(URI uri) {
    return Request.builder("GET", uri).build().uri();
  }

  /** Joins a path to the base, never resolves it: the base's own path stays in front. */
  String join(String path) {
    if (path.startsWith("/")) {
      return prefix + path;
    }
    if (path.isEmpty()) {
      return prefix;
    }
    throw new IllegalArgumentException(
        "the path "
            + UriTemplate.shown(path)
            + " must begin with a slash; give a java.net.URI to reach another origin than the"
            + " client's");
  }

  boolean isOf(URI uri) {
    URI other = sent(uri);
    return other.getScheme().equals(base.getScheme())
        && other.getHost().equalsIgnoreCase(base.getHost())
        && port(other) == port(base);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equals("https") ? 443 : 80;
  }
}
