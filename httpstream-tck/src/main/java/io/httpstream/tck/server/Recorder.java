package io.httpstream.tck.server;

import io.httpstream.tck.timing.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Receives requests to their end, keeps what it saw of them, and answers those that came whole. */
public final class Recorder implements Script {
  private final String response;
  private final Runnable onHead;
  private final AtomicInteger underWay = new AtomicInteger();
  private final List<Received> received = new ArrayList<>();

  /**
   * What came of one request.
   *
   * @param head its head
   * @param body its body
   */
  public record Received(RequestHead head, BodySeen body) {}

  /**
   * Makes a recorder.
   *
   * @param response head and body of each response, in Latin-1
   */
  public Recorder(String response) {
    this(response, () -> {});
  }

  /**
   * Makes a recorder.
   *
   * @param response head and body of each response, in Latin-1
   * @param onHead runs when the head of a request is there
   */
  public Recorder(String response, Runnable onHead) {
    this.response = response;
    this.onHead = onHead;
  }

  @Override
  public void run(ServerConnection connection) throws Exception {
    for (var head = connection.nextHead(); head.isPresent(); head = connection.nextHead()) {
      underWay.incrementAndGet();
      onHead.run();
      BodySeen body = connection.receive(head.get());
      add(new Received(head.get(), body));
      underWay.decrementAndGet();
      if (!body.complete()) {
        return;
      }
      connection.send(response);
    }
  }

  private synchronized void add(Received request) {
    received.add(request);
  }

  /**
   * All requests that have come to their end, be it the right one or not.
   *
   * @return in the order in which they ended
   */
  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** Waits until each request that has begun has come to its end, be it the right one or not. */
  public void awaitEnds() {
    Timing.eventually(
        "each request that the server saw begin has come to an end, or to the connection's end",
        () -> underWay.get() == 0);
  }

  /**
   * The request that ended last.
   *
   * @return what came of it
   */
  public Received last() {
    List<Received> all = received();
    if (all.isEmpty()) {
      throw new AssertionError("the server has not seen a request");
    }
    return all.get(all.size() - 1);
  }
}
