package io.httpstream.test.leak;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** What tests open and some of them do not close; cleaned up when their verdict is known. */
final class Leaky {
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

  private Leaky() {}

  /** Answers each request with one byte, and no network. */
  static HttpStreamClient client() {
    Transport transport =
        new Transport() {
          @Override
          public Response exchange(Request request, Call call) {
            return Response.builder(200).body(new ByteArrayInputStream(new byte[1])).build();
          }

          @Override
          public Set<Capability> capabilities() {
            return Set.of();
          }

          @Override
          public void close() {}
        };
    return later(HttpStreamClient.builder("http://h").transport(transport).build());
  }

  static ServerSocket server() throws IOException {
    return later(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  static Socket connected(ServerSocket server) throws IOException {
    return later(new Socket(server.getInetAddress(), server.getLocalPort()));
  }

  /** Waits in a method of this name until it is released. */
  static Thread thread(String name, CountDownLatch released) {
    Thread thread = new Thread(() -> waitForRelease(released), name);
    thread.start();
    later(released::countDown);
    while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private static void waitForRelease(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException e) {
      // The end is the end.
    }
  }

  private static synchronized <T extends AutoCloseable> T later(T open) {
    OPEN.push(open);
    return open;
  }

  static synchronized void cleanUp() throws Exception {
    while (!OPEN.isEmpty()) {
      OPEN.pop().close();
    }
  }
}
