package io.httpstream.transport.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.testbed.ByHand;
import io.httpstream.testbed.RawServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What OkHttp does with request bodies by itself, without any code of ours. When one of these fails
 * upstream has mended it, and the message says which mend of ours can go.
 */
@Timeout(60)
class UploadsByHandTest {
  private final OkHttpClient client = new OkHttpClient();

  private String text(Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.code() + " " + response.body().string();
    }
  }

  private static Request post(RawServer server, RequestBody body) {
    return new Request.Builder().url(server.uri().toString()).post(body).build();
  }

  @FunctionalInterface
  private interface Writer {
    void writeTo(BufferedSink sink) throws IOException;
  }

  private static RequestBody body(Writer writer) {
    return new RequestBody() {
      @Override
      public MediaType contentType() {
        return null;
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        writer.writeTo(sink);
      }
    };
  }

  private static RequestBody endless() {
    return body(
        sink -> {
          while (true) {
            sink.write(new byte[64 * 1024]);
          }
        });
  }

  @Test
  void anErrorOfTheWriterReachesTheCallbackAsACancelledCall() throws Exception {
    CompletableFuture<IOException> failure = new CompletableFuture<>();
    Error thrown = new Error("the source is broken");
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.complete(e));
    try (RawServer server = new RawServer(RawServer.Peer::awaitEnd)) {
      RequestBody failing =
          body(
              sink -> {
                throw thrown;
              });
      client
          .newCall(post(server, failing))
          .enqueue(
              new Callback() {
                @Override
                public void onFailure(Call call, IOException e) {
                  failure.complete(e);
                }

                @Override
                public void onResponse(Call call, Response response) {
                  response.close();
                }
              });
      IOException seen = failure.get(20, TimeUnit.SECONDS);
      assertTrue(
          String.valueOf(seen.getMessage()).startsWith("canceled due to"),
          () -> "the callback gets what was thrown: enqueue could be used, too; " + seen);
      assertEquals(thrown, uncaught.get(20, TimeUnit.SECONDS));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void aBodyThatCanBeWrittenOnceIsSentAgainEmptyAfterA503() throws Exception {
    List<Integer> lengths = new CopyOnWriteArrayList<>();
    try (RawServer server =
        new RawServer(
            peer -> {
              for (int request = 1; ; request++) {
                peer.head();
                int length = 0;
                for (byte[] c = peer.chunk(); c.length > 0; c = peer.chunk()) {
                  length += c.length;
                }
                lengths.add(length);
                peer.send(
                    request == 1
                        ? "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
              }
            })) {
      InputStream source = new ByteArrayInputStream(new byte[1000]);
      RequestBody once = body(sink -> source.transferTo(sink.outputStream()));
      assertEquals(
          "200 ", text(post(server, once)), "the 503 stays: FOLLOWED_UP in ExactMessage can go");
      assertEquals(List.of(1000, 0), lengths, "the second body is not empty any more");
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
              peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
              sent.countDown();
              over.await();
            })) {
      ByHand<String> upload = ByHand.start(() -> text(post(server, endless())));
      sent.await();
      assertTrue(upload.hangs(), "the 413 arrives: the ResponseWatch in PushBody can go");
      over.countDown();
    }
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
              peer.chunk();
              body.countDown();
            })) {
      Request request =
          post(server, endless()).newBuilder().header("Expect", "100-continue").build();
      ByHand<String> upload = ByHand.start(() -> text(request));
      expected.await();
      assertTrue(upload.hangs(), "it does not wait for the read timeout any more");
      assertEquals(1, body.getCount(), "the body is sent after a moment");
    }
  }

  @Test
  void anInterruptDoesNotEndABlockedWrite() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RawServer server =
        new RawServer(
            peer -> {
              peer.head();
              over.await();
            })) {
      ByHand<String> upload = ByHand.start(() -> text(post(server, endless())));
      upload.awaitBlockedWrite();
      upload.interrupt();
      assertTrue(upload.hangs(), "the interrupt ends it: for that, ChannelSocket can go");
      over.countDown();
    }
  }
}
