package io.httpstream.test.leak;

import static org.junit.jupiter.api.Assertions.fail;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests that are run by tests: a file of them, so that a line number says something. */
final class LeakingTests {
  private static final Duration SOON = Duration.ofMillis(200);

  private LeakingTests() {}

  static class OneResponse {
    @RegisterExtension
    static final LeakExtension LEAKS = LeakExtension.builder().patience(SOON).build();

    @Test
    void forgetsToClose() throws IOException {
      Leaky.client().get("/forgotten").send(); // This line is named.
    }

    @Test
    void forgetsToCloseButForTheClient() throws IOException {
      try (HttpStreamClient client = Leaky.client()) {
        client.get("/with-client").send();
      }
    }
  }

  static class OneThread {
    @RegisterExtension
    static final LeakExtension LEAKS =
        LeakExtension.builder().patience(SOON).ignoreThreads("known-").build();

    @Test
    void leavesOneRunning() {
      Leaky.thread("forgotten-thread", new CountDownLatch(1));
      Leaky.thread("known-thread", new CountDownLatch(1));
    }
  }

  static class TwoSockets {
    static final ServerSocket[] SERVER = new ServerSocket[1];

    @RegisterExtension
    static final LeakExtension LEAKS = LeakExtension.builder().patience(SOON).build();

    @Test
    void leavesBothOpen() throws IOException {
      SERVER[0] = Leaky.server();
      Leaky.connected(SERVER[0]);
    }
  }

  static class KnownSocket {
    @RegisterExtension
    static final LeakExtension LEAKS =
        LeakExtension.builder()
            .patience(SOON)
            .ignoreSockets(remote -> remote.getPort() == 0)
            .build();

    @Test
    void leavesOneOpen() throws IOException {
      Leaky.server();
    }
  }

  static class NoTable {
    @RegisterExtension
    static final LeakExtension LEAKS =
        LeakExtension.builder().patience(SOON).sockets(SocketTable.of(Path.of("nowhere"))).build();

    @Test
    void leavesOneOpenUnseen() throws IOException {
      Leaky.server();
    }
  }

  @ExtendWith(LeakExtension.class)
  static class Failing {
    @Test
    void failsByItself() throws IOException {
      Leaky.client().get("/").send();
      fail("by itself");
    }
  }

  /** With the patience that users have. */
  @ExtendWith(LeakExtension.class)
  static class Clean {
    private ServerSocket server;
    private HttpStreamClient client;

    @BeforeEach
    void open() throws IOException {
      server = Leaky.server();
      client = Leaky.client();
    }

    @AfterEach
    void close() throws IOException {
      client.close();
      server.close();
    }

    @RepeatedTest(50)
    void closesWhatItHasOpened() throws IOException {
      try (Socket socket = Leaky.connected(server);
          Socket accepted = server.accept();
          Response response = client.get("/").send()) {
        socket.getOutputStream().write(response.status());
        accepted.getInputStream().read();
      }
      client.get("/read").send().body().readAllBytes();
      client.get("/aborted").send().abort();
      CountDownLatch released = new CountDownLatch(1);
      Leaky.thread("closed-late", released);
      Socket late = Leaky.connected(server);
      // What has been closed may take a while to end.
      Thread closing =
          new Thread(
              () -> {
                try (late) {
                  TimeUnit.MILLISECONDS.sleep(20);
                } catch (InterruptedException | IOException e) {
                  // Closed all the same.
                }
                released.countDown();
              });
      closing.start();
    }
  }

  static class Shared {
    @RegisterExtension
    static final LeakExtension LEAKS = LeakExtension.builder().patience(SOON).perClass().build();

    private static ServerSocket server;
    private static HttpStreamClient client;
    private static Socket pooled;

    @BeforeAll
    static void open() throws IOException {
      server = Leaky.server();
      client = Leaky.client();
    }

    @AfterAll
    static void close() throws IOException {
      pooled.close();
      client.close();
      server.close();
    }

    @Test
    void opensWhatAllUse() throws IOException {
      pooled = Leaky.connected(server);
      client.get("/").send().close();
    }

    @Test
    void leavesAResponse() throws IOException {
      client.get("/of-this-test").send();
    }

    @Nested
    class Inside {
      @Test
      void closesNothingThatIsShared() throws IOException {
        client.get("/").send().close();
      }
    }
  }

  static class SharedAndForgotten {
    @RegisterExtension
    static final LeakExtension LEAKS = LeakExtension.builder().patience(SOON).perClass().build();

    @Test
    void leavesAThread() {
      Leaky.thread("forgotten-by-class", new CountDownLatch(1));
    }
  }

  static class NotStatic {
    @RegisterExtension final LeakExtension leaks = LeakExtension.builder().perClass().build();

    @Test
    void isNotRun() {
      fail("it must be refused before");
    }
  }

  /** Says when a test has come to its end, one that was refused too. */
  static final class Ended implements AfterEachCallback {
    static final CountDownLatch ONE = new CountDownLatch(1);

    @Override
    public void afterEach(ExtensionContext context) {
      ONE.countDown();
    }
  }

  @ExtendWith({LeakExtension.class, Ended.class})
  @Execution(ExecutionMode.CONCURRENT)
  static class AtOnce {
    @Test
    void one() throws InterruptedException {
      Ended.ONE.await();
    }

    @Test
    void other() throws InterruptedException {
      Ended.ONE.await();
    }
  }
}
