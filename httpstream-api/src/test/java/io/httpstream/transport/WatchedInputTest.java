package io.httpstream.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchedInputTest {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final String HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
  private static final String FINAL = "HTTP/1.1 413 Too Much\r\nContent-Length: 0\r\n\r\n";

  private Socket server;
  private Socket client;
  private WatchedInput input;

  @BeforeEach
  void connect() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      client = new Socket(listener.getInetAddress(), listener.getLocalPort());
      server = listener.accept();
    }
    server.setTcpNoDelay(true);
    input = WatchedInput.of(client.getInputStream(), client.getInputStream(), client);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  private void send(String text) throws IOException {
    server.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What was sent has come when the kernel says so. */
  private int statusOnceThereIsInput() throws IOException {
    int before = 0;
    int status = 0;
    while (status == 0 && before == 0) {
      before = input.available();
      status = input.finalStatus();
    }
    return status;
  }

  @Test
  void nothingIsSeenWhileNothingHasCome() throws Exception {
    assertEquals(0, input.finalStatus());
    assertEquals(0, client.getSoTimeout());
  }

  @Test
  void theStatusIsSeenAndNothingOfTheResponseIsLost() throws Exception {
    send(FINAL + "body");
    assertEquals(413, statusOnceThereIsInput());
    assertEquals(413, input.finalStatus());
    assertArrayEquals((FINAL + "body").getBytes(StandardCharsets.ISO_8859_1), readAll(FINAL, 4));
    server.close();
    assertEquals(-1, input.read());
    assertEquals(0, client.getSoTimeout());
  }

  private byte[] readAll(String head, int more) throws IOException {
    return input.readNBytes(head.length() + more);
  }

  @Test
  void aFinalStatusIsSeenAtEverySplitOfItsInput() throws Exception {
    String all = CONTINUE + HINTS + FINAL;
    int known = all.indexOf("413") + 3;
    for (int split = 1; split < all.length(); split++) {
      send(all.substring(0, split));
      int first = statusOnceThereIsInput();
      assertEquals(split >= known ? 413 : 0, first, "split at " + split);
      send(all.substring(split));
      assertEquals(413, input.awaitFinalStatus(10_000), "split at " + split);
      assertEquals(all, new String(input.readNBytes(all.length()), StandardCharsets.US_ASCII));
      input.begin();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, 200",
    "HTTP/1.0 500 Error, 500",
    "HTTP/1.1 101 Switching, 599",
    "220 mail.example ESMTP, 599",
    "HTTP/1.1 20x Broken, 599",
    "HTTP/1.1 099 Broken, 599",
  })
  void whatIsNoFinalResponseIsAnErrorOfTheServer(String line, int status) throws Exception {
    send(line + "\r\n\r\n");
    assertEquals(status, statusOnceThereIsInput());
  }

  @Test
  void theEndOfTheConnectionIsNoStatus() throws Exception {
    server.close();
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertEquals(0, input.awaitFinalStatus(60_000)));
    assertEquals(-1, input.read());
  }

  @Test
  void waitingForAStatusHasAnEnd() throws Exception {
    send(CONTINUE);
    assertEquals(0, input.awaitFinalStatus(50));
    assertEquals(
        CONTINUE, new String(input.readNBytes(CONTINUE.length()), StandardCharsets.US_ASCII));
  }

  @Test
  void endlessInformationalResponsesTakeBoundedMemory() throws Exception {
    Thread sending =
        new Thread(
            () -> {
              try {
                while (true) {
                  send(HINTS);
                }
              } catch (IOException e) {
                // The test is over.
              }
            });
    sending.start();
    assertEquals(0, input.awaitFinalStatus(10_000));
    assertEquals(8 * 1024, input.available());
    client.close();
    server.close();
    sending.join();
  }

  @Test
  void theNextExchangeHasAStatusOfItsOwn() throws Exception {
    send(FINAL);
    assertEquals(413, statusOnceThereIsInput());
    input.readNBytes(FINAL.length());
    input.begin();
    assertEquals(0, input.finalStatus());
    send(FINAL.replace("413", "507"));
    assertEquals(507, statusOnceThereIsInput());
  }
}
