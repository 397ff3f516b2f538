package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.TlsFailedException;
import io.httpstream.tck.server.Certificate;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.apache.ApacheTransport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TLS on Apache's sockets with a channel, of which it sees the encrypted side, too. */
@Timeout(60)
class ApacheTlsTest {
  private static final int SIZE = 5_000_000;

  private final AtomicInteger connections = new AtomicInteger();
  private SSLServerSocket listener;

  @BeforeEach
  void listen() throws IOException {
    listener =
        (SSLServerSocket)
            Certificate.presenting().getServerSocketFactory().createServerSocket(0, 50);
    start(
        () -> {
          while (true) {
            SSLSocket socket = (SSLSocket) listener.accept();
            start(() -> serve(socket));
          }
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The other side is done.
              }
            },
            "tls-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Answers each request of {@link #SIZE} bytes by their sum. */
  private void serve(SSLSocket socket) throws IOException {
    connections.incrementAndGet();
    InputStream in = socket.getInputStream();
    OutputStream out = socket.getOutputStream();
    while (true) {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return;
        }
        head.append((char) next);
      }
      CRC32C sum = new CRC32C();
      if (head.indexOf("POST") == 0) {
        sum.update(in.readNBytes(SIZE));
      }
      String body = Long.toString(sum.getValue());
      String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      out.write(answer.getBytes(StandardCharsets.US_ASCII));
    }
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
  }

  private HttpStreamClient client(String host, TransportConfig config) {
    return HttpStreamClient.builder("https://" + host + ":" + listener.getLocalPort())
        .transport(ApacheTransport.create(config))
        .build();
  }

  private static TransportConfig trusting() {
    return TransportConfig.defaults().sslContext(Certificate.trusting());
  }

  /** The tickets that the server sends behind the first handshake are no reason not to. */
  @Test
  void requestsWithBodiesOfAllSortsShareOneConnection() throws Exception {
    byte[] bytes = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      bytes[i] = (byte) (i * 31 + (i >> 8));
    }
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    try (HttpStreamClient http = client("localhost", trusting())) {
      for (int piece : new int[] {1000, 20_000, 65_536, SIZE}) {
        RequestBody body =
            RequestBody.writer(
                    out -> {
                      for (int at = 0; at < SIZE; at += piece) {
                        out.write(bytes, at, Math.min(piece, SIZE - at));
                      }
                    })
                .length(SIZE);
        try (Response response = http.post("/").body(body).send()) {
          assertEquals(Long.toString(sum.getValue()), response.text());
        }
        try (Response response = http.get("/").send()) {
          assertEquals("0", response.text());
        }
      }
    }
    assertEquals(1, connections.get());
  }

  @Test
  void whoIsNotTrustedIsNotSpokenTo() {
    try (HttpStreamClient http = client("localhost", TransportConfig.defaults())) {
      TlsFailedException thrown =
          assertThrows(TlsFailedException.class, () -> http.get("/").send());
      assertInstanceOf(SSLHandshakeException.class, thrown.getCause());
    }
  }

  @Test
  void aNameThatIsNotInTheCertificateIsRefused() {
    try (HttpStreamClient http = client("127.0.0.2", trusting())) {
      assertThrows(TlsFailedException.class, () -> http.get("/").send());
    }
  }
}
