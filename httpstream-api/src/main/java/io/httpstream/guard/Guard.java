package io.httpstream.guard;

import io.httpstream.message.ExchangeDetails;
import io.httpstream.message.LeakedResponse;
import io.httpstream.message.NotReplayableException;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.Sender;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.UnsupportedCapabilityException;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Makes a sender of a transport. Thread-safe. */
public final class Guard implements Sender, AutoCloseable {
  private static final String USER_AGENT = "httpstream";
  private static final Set<String> USUALLY_BODILESS = Set.of("GET", "HEAD");

  private final Transport transport;
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
  private final Leaks leaks;
  private final LimitTimer timer;
  private final Leases leases;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean awaited;

  /**
   * Guards a transport.
   *
   * @param transport closed with the guard
   * @param connectionsPerOrigin how many exchanges with one origin run at once
   * @param onLeak told of responses that were never closed
   */
  public Guard(Transport transport, int connectionsPerOrigin, Consumer<LeakedResponse> onLeak) {
    this.transport = Objects.requireNonNull(transport, "transport");
    this.leaks = new Leaks(onLeak);
    this.timer = new LimitTimer(open, leaks);
    this.leases = new Leases(connectionsPerOrigin);
  }

  @Override
  public Response send(Request request) throws IOException {
    checkOpen();
    leaks.reclaim();
    Request sent = identified(request);
    refuseWhatCannotBeSent(sent);
    Exchange exchange = new Exchange(sent, timer, leaks, this::ended);
    exchange.checkScope();
    try {
      open.add(exchange);
      timer.watch(exchange);
      exchange.followScope();
      endIfClosed(exchange);
      exchange.rethrowFailure();
      leases.acquire(exchange);
      // Once more: its place may be that of an exchange that was ended by the closing.
      endIfClosed(exchange);
      TransportCall call = new TransportCall(exchange);
      if (sent.body() != RequestBody.empty() && sent.body().length() == 0) {
        call.writeBodyOfNothing();
      }
      exchange.rethrowFailure();
      exchange.enterTransport();
      return exchange.respond(transport.exchange(sent, call));
    } catch (Throwable failure) {
      throw exchange.fail(failure);
    } finally {
      exchange.leaveTransport();
    }
  }

  /** Closed in between: close() may have looked through the open exchanges before this was one. */
  private void endIfClosed(Exchange exchange) {
    if (closed.get()) {
      exchange.clientClosed();
    }
  }

  private void ended(Exchange exchange) {
    open.remove(exchange);
    leases.release(exchange);
    if (awaited) {
      lock.lock();
      try {
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Waits until all exchanges are over, open response bodies included.
   *
   * @param nanos how long at most
   * @return false if they are not
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitEnd(long nanos) throws InterruptedException {
    awaited = true;
    lock.lock();
    try {
      long left = nanos;
      while (!open.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      return open.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Some backends add a User-Agent of their own unless there is one, so there always is one. */
  private static Request identified(Request request) {
    return request.headers().contains("User-Agent")
        ? request
        : request.toBuilder().header("User-Agent", USER_AGENT).build();
  }

  private void refuseWhatCannotBeSent(Request request) throws NotReplayableException {
    if (request.body().length() != 0
        && USUALLY_BODILESS.contains(request.method())
        && !transport.capabilities().contains(Capability.GET_WITH_BODY)) {
      throw new UnsupportedCapabilityException(Capability.GET_WITH_BODY);
    }
    if (request.body().isUsedUp()) {
      throw new NotReplayableException(
          "the body ("
              + request.body()
              + ") can be written once only and has been; nothing was sent",
          new ExchangeDetails(Phase.PREPARING, request.toString(), 0, 0, false),
          null);
    }
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the client is closed");
    }
  }

  /** Cancels all exchanges, open response bodies included, and closes the transport. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      open.forEach(Exchange::clientClosed);
      timer.close();
      transport.close();
    }
  }
}
