package io.httpstream.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramedInputTest {
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  @Test
  void responsesPassAsTheyAreInPiecesOfAnySize() throws IOException {
    for (String response :
        List.of(
            HELLO,
            CHUNKED + "5;a=\"b\"\r\nhello\r\nA \r\n0123456789\r\n0\r\nX: y\r\n\r\n",
            "HTTP/1.1 103 Early\r\nX: y\r\n\r\n" + HELLO,
            "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
      for (int piece = 1; piece < 70; piece++) {
        FramedInput input = input(response, piece);
        byte[] buffer = new byte[piece * 2];
        StringBuilder seen = new StringBuilder();
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
          seen.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        assertEquals(response, seen.toString());
        assertTrue(input.isClean());
      }
    }
  }

  @Test
  void whatComesBehindAResponseIsKeptBack() throws IOException {
    FramedInput input = input(HELLO + "HTTP/1.1 200 OK\r\n", 1000);
    assertEquals(HELLO, text(input));
    assertFalse(input.isClean());
  }

  @Test
  void headsAreUnfoldedAndDecoded() throws IOException {
    FramedInput input =
        FramedInput.of(
            bytes("HTTP/1.1 200 OK\nX: gr\u00fcn\n  b\nContent-Length: 0\n\n", 7),
            StandardCharsets.UTF_8);
    input.begin("GET");
    assertEquals(
        "HTTP/1.1 200 OK\r\nX: gr\u00fcn b\r\nContent-Length: 0\r\n\r\n",
        new String(input.readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void bytesPassUntouchedBeforeTheFirstExchange() throws IOException {
    FramedInput input = FramedInput.of(bytes("\u0016\u0003", 1), StandardCharsets.UTF_8);
    assertEquals("\u0016\u0003", text(input));
  }

  @Test
  void whatIsWrongIsSaidBehindWhatIsRight() throws IOException {
    for (String rest : List.of("hellox", "hello\n", "hello\r\nxyz", "hello\r\n0\r\n\n")) {
      FramedInput input = input(CHUNKED + "5\r\n" + rest, 1000);
      String right = CHUNKED + "5\r\nhello";
      assertEquals(
          right, new String(input.readNBytes(right.length()), StandardCharsets.ISO_8859_1));
      assertThrows(ProtocolException.class, input::readAllBytes, rest);
    }
  }

  @Test
  void aConnectionIsOfNoMoreUseAfterChunksOfHttp10() throws IOException {
    String chunks = "5\r\nhello\r\n0\r\n\r\n";
    String head = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n";
    FramedInput input = input(head + chunks, 1000);
    assertEquals(head + chunks, text(input));
    assertFalse(input.isClean());
  }

  @Test
  void aHeadIsReadOnAfterATimeout() throws IOException {
    for (int cut = 1; cut < HELLO.length(); cut++) {
      InputStream late =
          new SequenceInputStream(
              Collections.enumeration(
                  List.of(
                      bytes(HELLO.substring(0, cut), 1000),
                      timingOut(),
                      bytes(HELLO.substring(cut), 1000))));
      FramedInput input = FramedInput.of(late, StandardCharsets.ISO_8859_1);
      input.begin("GET");
      StringBuilder seen = new StringBuilder();
      assertThrows(
          SocketTimeoutException.class,
          () -> {
            while (true) {
              seen.append((char) input.read());
            }
          });
      assertEquals(HELLO, seen + text(input));
    }
  }

  /** Times out once, and is at its end then. */
  private static InputStream timingOut() {
    return new InputStream() {
      private boolean over;

      @Override
      public int read() throws IOException {
        if (!over) {
          over = true;
          throw new SocketTimeoutException("late");
        }
        return -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return read();
      }
    };
  }

  @Test
  void chunksThatAreCutAreSaidToBe() {
    String whole = CHUNKED + "5\r\nhello\r\n0\r\n\r\n";
    for (int length = CHUNKED.length(); length < whole.length(); length++) {
      FramedInput input = input(whole.substring(0, length), 1000);
      assertThrows(EOFException.class, input::readAllBytes);
    }
  }

  @Test
  void whatIsNoHttpIsSaidAtOnceAndAnEndlessHeadInTime() {
    InputStream never =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    FramedInput garbage = FramedInput.of(never, StandardCharsets.UTF_8);
    garbage.begin("GET");
    assertThrows(ProtocolException.class, garbage::read);
    FramedInput endless =
        FramedInput.of(
            new SequenceInputStream(bytes("HTTP/1.1 200 OK\r\nX: ", 100), never),
            StandardCharsets.UTF_8);
    endless.begin("GET");
    assertThrows(ProtocolException.class, endless::read);
  }

  private static FramedInput input(String response, int piece) {
    FramedInput input = FramedInput.of(bytes(response, piece), StandardCharsets.ISO_8859_1);
    input.begin("GET");
    return input;
  }

  private static InputStream bytes(String text, int piece) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, piece));
      }
    };
  }

  private static String text(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
