package io.httpstream.examples.relay;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SHA-256, and the {@code Repr-Digest} field (RFC 9530) by which servers tell it. */
final class Sha256 {
  static final String FIELD = "Repr-Digest";

  private static final int CHUNK = 64 * 1024;
  private static final Pattern MEMBER = Pattern.compile("(?:^|[,\\s])sha-256=:([A-Za-z0-9+/=]+):");

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  static byte[] of(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = new FileInputStream(file.toFile())) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return digest.digest();
  }

  static String toField(byte[] hash) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
  }

  /** The hash in Base64; empty if the field holds other algorithms only. */
  static Optional<String> fromField(String value) {
    Matcher member = MEMBER.matcher(value);
    return member.find() ? Optional.of(member.group(1)) : Optional.empty();
  }
}
