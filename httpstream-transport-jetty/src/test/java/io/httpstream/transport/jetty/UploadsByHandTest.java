package io.httpstream.transport.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.OutputStreamRequestContent;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Jetty does with request bodies by itself, without any code of ours: they are written as its
 * documentation suggests, to an OutputStreamRequestContent in a try-with-resources. When one of
 * these fails upstream has mended it, and the message says which mend of ours can go.
 */
@Timeout(60)
class UploadsByHandTest {
  private static final String TOO_LARGE = "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private final HttpClient client = new HttpClient();

  @BeforeEach
  void startClient() throws Exception {
    client.start();
  }

  @AfterEach
  void stopClient() throws Exception {
    client.stop();
  }

  @FunctionalInterface
  private interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  private int post(RawServer server, Writer writer) throws Exception {
    return post(client.POST(server.uri()), writer);
  }

  private static int post(Request request, Writer writer) throws Exception {
    OutputStreamRequestContent content = new OutputStreamRequestContent();
    InputStreamResponseListener listener = new InputStreamResponseListener();
    request.body(content).send(listener);
    try (OutputStream out = content.getOutputStream()) {
      writer.writeTo(out);
    }
    return listener.get(20, TimeUnit.SECONDS).getStatus();
  }

  private static void writeEndlessly(OutputStream out) throws IOException {
    while (true) {
      out.write(new byte[64 * 1024]);
    }
  }

  @Test
  void aBodyWhoseWriterFailsLooksComplete() throws Exception {
    CompletableFuture<String> outcome = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              try {
                while (peer.chunk().length > 0) {
                  // To its end.
                }
                outcome.complete("whole");
              } catch (IOException e) {
                outcome.complete("cut");
              }
            })) {
      IOException broken = new IOException("the source is broken");
      Writer failing =
          out -> {
            out.write(1);
            throw broken;
          };
      assertEquals(broken, assertThrows(IOException.class, () -> post(server, failing)));
      assertEquals(
          "whole",
          outcome.get(20, TimeUnit.SECONDS),
          "it is cut: PushContent need not be there for that");
    }
  }

  @Test
  void anEarly413IsNotSeenAsLongAsNobodyReadsTheBody() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.send(TOO_LARGE);
              sent.countDown();
              over.await();
            })) {
      ByHand<Integer> upload = ByHand.start(() -> post(server, UploadsByHandTest::writeEndlessly));
      sent.await();
      assertTrue(upload.hangs(), "the writer is stopped: JettyExchange need not stop it");
      over.countDown();
    }
  }

  /** Whether the write or the read fails first is a matter of chance; it is lost in 3 of 10. */
  @Test
  void anEarly413IsSometimesLostWhenTheServerResetsBehindIt() throws Exception {
    int lost = 0;
    for (int i = 0; i < 200 && lost == 0; i++) {
      try (RawServer server =
          new RawServer(
              peer -> {
                peer.head();
                peer.send(TOO_LARGE);
                peer.reset();
              })) {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        OutputStreamRequestContent content = new OutputStreamRequestContent();
        client.POST(server.uri()).body(content).send(listener);
        try (OutputStream out = content.getOutputStream()) {
          writeEndlessly(out);
        } catch (IOException e) {
          // Which is right: the rest of the body is not wanted.
        }
        try {
          assertEquals(413, listener.get(20, TimeUnit.SECONDS).getStatus());
        } catch (ExecutionException e) {
          lost++;
        }
      }
    }
    assertTrue(lost > 0, "of 200 none is lost: WireEndPoint need not hold back failed writes");
  }

  @Test
  void aBodyShorterThanDeclaredIsSentAsIfItWereWhole() throws Exception {
    CountDownLatch came = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.in.readNBytes(500);
              came.countDown();
              peer.awaitEnd();
            })) {
      Request request = declaring(server, 1000);
      ByHand<Integer> upload = ByHand.start(() -> post(request, out -> out.write(new byte[500])));
      came.await();
      assertTrue(upload.hangs(), "it fails: Gate need not count, for Jetty's sake");
    }
  }

  /** What is too much is, to the server, the beginning of the next request. */
  @Test
  void aBodyLongerThanDeclaredIsSentInFull() throws Exception {
    CompletableFuture<Integer> rest = new CompletableFuture<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              peer.in.readNBytes(1000);
              peer.send(OK);
              rest.complete(peer.in.readNBytes(500).length);
            })) {
      assertEquals(
          200,
          post(declaring(server, 1000), out -> out.write(new byte[1500])),
          "it fails: Gate need not count, for Jetty's sake");
      assertEquals(500, rest.get(20, TimeUnit.SECONDS));
    }
  }

  private Request declaring(RawServer server, long length) {
    return client
        .POST(server.uri())
        .headers(headers -> headers.put(HttpHeader.CONTENT_LENGTH, length));
  }

  @Test
  void anExpectationThatTheServerIgnoresIsWaitedFor() throws Exception {
    CountDownLatch expected = new CountDownLatch(1);
    CountDownLatch body = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              expected.countDown();
              peer.line();
              body.countDown();
            })) {
      Request request =
          client
              .POST(server.uri())
              .headers(headers -> headers.put(HttpHeader.EXPECT, "100-continue"));
      ByHand<Integer> upload = ByHand.start(() -> post(request, out -> out.write(new byte[500])));
      expected.await();
      assertTrue(upload.hangs(), "it gives up after a moment");
      assertEquals(1, body.getCount(), "the body is sent after a moment");
    }
  }
}
