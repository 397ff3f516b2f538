package io.httpstream;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** The client's base: what paths are joined to, and the origin that its own headers may go to. */
final class Origin {
  private final URI base;
  private final String prefix;

  Origin(String base) {
    Objects.requireNonNull(base, "baseUri");
    try {
      this.base = URI.create(base);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the base URI \"" + base + "\" is no valid URI", e);
    }
    boolean http =
        "http".equalsIgnoreCase(this.base.getScheme())
            || "https".equalsIgnoreCase(this.base.getScheme());
    if (!http || this.base.getRawAuthority() == null) {
      throw new IllegalArgumentException(
          "the base URI \""
              + base
              + "\" is not absolute http or https; one looks like"
              + " https://api.example.com/v1");
    }
    if (this.base.getRawQuery() != null || this.base.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "the base URI must not have a query or fragment, as paths are joined to it");
    }
    this.prefix = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
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
        "the path \""
            + path
            + "\" must begin with a slash; give a java.net.URI to reach another"
            + " origin than the client's");
  }

  boolean isOf(URI uri) {
    return scheme(uri).equals(scheme(base))
        && Objects.requireNonNullElse(uri.getHost(), "").equalsIgnoreCase(base.getHost())
        && port(uri) == port(base);
  }

  private static String scheme(URI uri) {
    return Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : scheme(uri).equals("https") ? 443 : 80;
  }
}
