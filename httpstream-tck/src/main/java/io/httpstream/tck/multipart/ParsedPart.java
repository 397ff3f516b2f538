package io.httpstream.tck.multipart;

import io.httpstream.tck.payload.Fingerprint;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A part as a judge saw it.
 *
 * @param name of the field
 * @param fileName null if there is none
 * @param mediaType null if there is none
 * @param content all of it
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by content; see equals.
public record ParsedPart(
    String name, @Nullable String fileName, @Nullable String mediaType, byte[] content) {
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ParsedPart that
        && name.equals(that.name)
        && Objects.equals(fileName, that.fileName)
        && Objects.equals(mediaType, that.mediaType)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, fileName, mediaType, Arrays.hashCode(content));
  }

  /** Without the content, which may be large. */
  @Override
  public String toString() {
    return "part \""
        + name
        + "\""
        + (fileName == null ? "" : ", file \"" + fileName + "\"")
        + (mediaType == null ? "" : ", of type " + mediaType)
        + ", "
        + Fingerprint.of(content);
  }
}
