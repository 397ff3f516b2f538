package io.httpstream.tck;

import io.httpstream.message.BodyWriter;
import io.httpstream.message.RequestBody;
import io.httpstream.tck.payload.Payload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ways in which a body can be made. */
enum BodyKind {
  BYTES {
    @Override
    RequestBody of(byte[] content, Path file) {
      return RequestBody.bytes(content);
    }
  },
  TEXT {
    @Override
    byte[] content(int size) {
      return "The quick brown fox. "
          .repeat(size / 20 + 1)
          .substring(0, size)
          .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    RequestBody of(byte[] content, Path file) {
      return RequestBody.text(new String(content, StandardCharsets.UTF_8));
    }
  },
  FILE {
    @Override
    RequestBody of(byte[] content, Path file) throws IOException {
      Files.write(file, content);
      return RequestBody.file(file);
    }
  },
  STREAM {
    @Override
    RequestBody of(byte[] content, Path file) {
      return RequestBody.stream(new ByteArrayInputStream(content));
    }
  },
  OPENED_STREAM {
    @Override
    RequestBody of(byte[] content, Path file) {
      return RequestBody.open(() -> new ByteArrayInputStream(content));
    }
  },
  WRITER {
    @Override
    RequestBody of(byte[] content, Path file) {
      return RequestBody.writer(inOddPieces(content));
    }
  },
  WRITER_WITH_LENGTH {
    @Override
    RequestBody of(byte[] content, Path file) {
      return RequestBody.writer(inOddPieces(content)).length(content.length);
    }
  };

  /** Bytes that are allowed in this kind. */
  byte[] content(int size) {
    return Payload.bytes(size);
  }

  /** A body of this kind; it may put its content into the file. */
  abstract RequestBody of(byte[] content, Path file) throws IOException;

  /** Pieces of a growing, odd size: their ends fall on either side of every buffer's end. */
  private static BodyWriter inOddPieces(byte[] content) {
    return out -> {
      int size = 1;
      for (int at = 0; at < content.length; ) {
        int count = Math.min(size, content.length - at);
        out.write(content, at, count);
        at += count;
        size += 2 + size / 7;
      }
    };
  }
}
