package io.httpstream.message;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/** Where a request goes: what a URI must be to be sent to, and how it is shown (RFC 3986). */
final class Target {
  private Target() {}

  /**
   * Checks a URI and brings it into the form in which it is sent: ASCII only, an internationalised
   * host in A-labels, no fragment. Percent-encoding is left as it is.
   */
  static URI normalise(URI uri) {
    Objects.requireNonNull(uri, "uri");
    String scheme = uri.getScheme();
    if (scheme == null) {
      throw bad(uri, "is not absolute; give the client a base URI, or the request a full one");
    }
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw bad(uri, "has the scheme " + scheme + "; only http and https can be sent to");
    }
    if (uri.getRawAuthority() == null) {
      throw bad(uri, "names no host");
    }
    if (uri.getRawAuthority().indexOf('@') >= 0) {
      throw bad(uri, "holds user information; send credentials in the Authorization header");
    }
    String authority = authority(uri);
    String path = uri.getRawPath();
    String query = uri.getRawQuery();
    String text =
        scheme.toLowerCase(Locale.ROOT)
            + "://"
            + authority
            + (path == null || path.isEmpty() ? "/" : path)
            + (query == null ? "" : "?" + query);
    try {
      URI sent = new URI(new URI(text).toASCIIString());
      if (sent.getHost() == null) {
        throw bad(uri, "has a host that is not a valid name (RFC 3986, section 3.2.2)");
      }
      if (sent.getPort() > 65535 || sent.getPort() == 0) {
        throw bad(uri, "has the port " + sent.getPort() + "; ports go from 1 to 65535");
      }
      return sent;
    } catch (URISyntaxException e) {
      // Not as the cause: its message holds the query.
      throw new IllegalArgumentException(
          "the URI " + mask(uri) + " is not valid: " + e.getReason());
    }
  }

  private static String authority(URI uri) {
    String authority = uri.getRawAuthority();
    if (uri.getHost() != null || authority.chars().allMatch(c -> c < 0x80)) {
      return authority;
    }
    int colon = authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    try {
      return IDN.toASCII(host) + (colon < 0 ? "" : authority.substring(colon));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the URI " + mask(uri) + " has a bad host name", e);
    }
  }

  private static IllegalArgumentException bad(URI uri, String why) {
    return new IllegalArgumentException("the URI " + mask(uri) + " " + why);
  }

  /** The URI without what may be secret: user information, and the values of the query. */
  static String mask(URI uri) {
    StringBuilder shown = new StringBuilder();
    if (uri.getScheme() != null) {
      shown.append(uri.getScheme()).append(':');
    }
    String authority = uri.getRawAuthority();
    if (authority != null) {
      shown.append("//").append(Masking.authority(authority));
    }
    if (uri.isOpaque()) {
      return shown.append("***").toString();
    }
    shown.append(Objects.requireNonNullElse(uri.getRawPath(), ""));
    return shown.append(Masking.query(uri.getRawQuery())).toString();
  }
}
