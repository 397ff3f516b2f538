package io.httpstream.tck.payload;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is compared of two bodies.
 *
 * @param length in bytes
 * @param sha256 in hexadecimal digits
 */
public record Fingerprint(long length, String sha256) {
  private static final int BUFFER = 64 * 1024;

  /**
   * Takes the fingerprint of bytes.
   *
   * @param bytes all of them
   * @return their fingerprint
   */
  public static Fingerprint of(byte[] bytes) {
    return new Fingerprint(bytes.length, HexFormat.of().formatHex(newDigest().digest(bytes)));
  }

  /**
   * Takes the fingerprint of the first bytes of the {@link Payload}.
   *
   * @param length how many
   * @return their fingerprint
   */
  public static Fingerprint ofPayload(long length) {
    try (InputStream payload = Payload.stream(length)) {
      return of(payload);
    } catch (IOException e) {
      throw new AssertionError("a payload can't fail", e);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param stream not closed
   * @return the fingerprint of what was read
   * @throws IOException from the stream
   */
  public static Fingerprint of(InputStream stream) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[BUFFER];
    long length = 0;
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      digest.update(buffer, 0, read);
      length += read;
    }
    return new Fingerprint(length, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return length + " bytes with SHA-256 " + sha256.substring(0, 12);
  }
}
