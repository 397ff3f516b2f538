package io.httpstream.verification.parity;

import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.ServerConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * What the server does.
 *
 * @param manners when it answers
 * @param status of the answer
 * @param framing of its body
 * @param bytes of its body
 */
record Answer(Manners manners, int status, Framing framing, int bytes) {
  private static final int CHUNK = 100;

  enum Manners {
    /** There is no server. */
    NOBODY,

    /** Reads the request whole and answers. One that is broken gets no answer. */
    READS_AND_ANSWERS,

    /** Reads the request whole and says nothing. */
    READS_AND_IS_SILENT,

    /** Answers when it has the head, and reads no more. */
    ANSWERS_EARLY,

    /** Answers when it has the head, and closes its side. */
    ANSWERS_EARLY_AND_CLOSES
  }

  enum Framing {
    LENGTH,
    CHUNKED,
    CLOSE
  }

  static Answer ok(Framing framing, int bytes) {
    return new Answer(Manners.READS_AND_ANSWERS, 200, framing, bytes);
  }

  static Answer nobody() {
    return new Answer(Manners.NOBODY, 0, Framing.LENGTH, 0);
  }

  static Answer silence() {
    return new Answer(Manners.READS_AND_IS_SILENT, 0, Framing.LENGTH, 0);
  }

  static Answer early(Manners manners) {
    return new Answer(manners, 413, Framing.LENGTH, 100);
  }

  /** The length of the response's head on the wire. */
  int head() {
    return headText().length();
  }

  /** Where a byte of the body's content is on the wire, the first being 0. */
  int contentAt(int index) {
    return head()
        + (framing == Framing.CHUNKED
            ? index + (index / CHUNK) * perChunk() + sizeLine().length()
            : index);
  }

  /** The length of the whole message on the wire. */
  int wire() {
    return message().length;
  }

  private static int perChunk() {
    return sizeLine().length() + 2;
  }

  private static String sizeLine() {
    return Integer.toHexString(CHUNK) + "\r\n";
  }

  private String headText() {
    String framed =
        switch (framing) {
          case LENGTH -> "Content-Length: " + bytes;
          case CHUNKED -> "Transfer-Encoding: chunked";
          case CLOSE -> "Connection: close";
        };
    return "HTTP/1.1 " + status + " Said\r\n" + framed + "\r\n\r\n";
  }

  private byte[] message() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(headText().getBytes(StandardCharsets.ISO_8859_1));
    byte[] content = Payload.bytes(bytes);
    if (framing != Framing.CHUNKED) {
      out.writeBytes(content);
      return out.toByteArray();
    }
    for (int at = 0; at < bytes; at += CHUNK) {
      out.writeBytes(sizeLine().getBytes(StandardCharsets.ISO_8859_1));
      out.write(content, at, CHUNK);
      out.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
    out.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  /** Follows its manners on each connection, until the row is over. */
  Script script(CountDownLatch over) {
    return Script.each(
        (connection, head) -> {
          switch (manners) {
            case READS_AND_ANSWERS -> {
              if (!connection.receive(head).complete()) {
                throw new IOException("broken");
              }
              answer(connection);
            }
            case ANSWERS_EARLY -> {
              answer(connection);
              over.await();
            }
            case ANSWERS_EARLY_AND_CLOSES -> {
              answer(connection);
              connection.halfClose();
              over.await();
            }
            default -> {
              connection.receive(head);
              over.await();
            }
          }
        });
  }

  private void answer(ServerConnection connection) throws IOException {
    connection.send(message());
    if (framing == Framing.CLOSE) {
      connection.halfClose();
    }
  }

  @Override
  public String toString() {
    return switch (manners) {
      case NOBODY -> "nobody listens";
      case READS_AND_IS_SILENT -> "the server is silent";
      case READS_AND_ANSWERS -> status + " " + framing + " of " + bytes;
      case ANSWERS_EARLY -> status + " early";
      case ANSWERS_EARLY_AND_CLOSES -> status + " early and close";
    };
  }
}
