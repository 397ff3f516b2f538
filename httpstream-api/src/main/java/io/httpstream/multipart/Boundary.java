package io.httpstream.multipart;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes boundaries that no content holds but by design (RFC 2046, section 5.1.1). */
final class Boundary {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Boundary() {}

  /** 128 bits that nobody can guess: who wrote the content can't have put the boundary into it. */
  static String random() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return "httpstream-" + HexFormat.of().formatHex(bits);
  }
}
