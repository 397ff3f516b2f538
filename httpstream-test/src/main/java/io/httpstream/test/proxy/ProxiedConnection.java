package io.httpstream.test.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A client's connection and the one to the server that belongs to it. */
final class ProxiedConnection {
  private static final int CONNECT_MILLIS = 10_000;

  private final int number;
  private final Socket client;
  private final Socket server = new Socket();
  private final ProxyLog log;
  private final Consumer<ProxiedConnection> whenClosed;
  private final AtomicLong upstream = new AtomicLong();
  private final AtomicLong downstream = new AtomicLong();
  private final AtomicInteger pumps = new AtomicInteger(2);
  private final AtomicInteger directions = new AtomicInteger(2);
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile boolean healed;
  private volatile boolean broken;
  private volatile State state = State.OPEN;

  /** {@code ENDING} is when both ends were told, and nothing more may come. */
  private enum State {
    OPEN,
    ENDING,
    CLOSED
  }

  ProxiedConnection(
      int number, Socket client, ProxyLog log, Consumer<ProxiedConnection> whenClosed) {
    this.number = number;
    this.client = client;
    this.log = log;
    this.whenClosed = whenClosed;
  }

  /** Connects to the server and begins to pass bytes, on threads of its own. */
  void start(Supplier<Fault> plan, InetSocketAddress address, String name) {
    event(ProxyEvent.Kind.ACCEPTED, "");
    try {
      // Here, where connections are accepted one after the other.
      Fault fault = plan.get();
      daemon(name + "-upstream", () -> connect(fault, address, name));
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  private void connect(Fault fault, InetSocketAddress address, String name) {
    try {
      settle(client);
      settle(server);
      server.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS);
      Pump up = new Pump(this, Direction.UPSTREAM, fault, client, server);
      Pump down = new Pump(this, Direction.DOWNSTREAM, fault, server, client);
      daemon(name + "-downstream", down);
      up.run();
    } catch (IOException e) {
      failed(e);
    }
  }

  /** Little is kept in the kernel, so that the slower side is felt by the other. */
  private static void settle(Socket socket) throws SocketException {
    socket.setTcpNoDelay(true);
    socket.setReceiveBufferSize(Pump.BUFFER);
    socket.setSendBufferSize(Pump.BUFFER);
  }

  private void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  int number() {
    return number;
  }

  List<Thread> threads() {
    return threads;
  }

  private void failed(Exception failure) {
    event(ProxyEvent.Kind.FAILED, failure.toString());
    reset();
    over();
  }

  /** Tells that so many bytes more have passed. */
  void passed(Direction direction, int bytes) {
    (direction == Direction.UPSTREAM ? upstream : downstream).addAndGet(bytes);
    log.passed(direction, bytes);
  }

  void event(ProxyEvent.Kind kind, String detail) {
    log.add(new ProxyEvent(number, kind, detail, upstream.get(), downstream.get()));
  }

  boolean isHealed() {
    return healed;
  }

  /** Whether both sides have been told that this is the end. */
  boolean isOver() {
    return state != State.OPEN;
  }

  /** Waits, unless this connection is or becomes healed or over. */
  void pause(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && !healed && state == State.OPEN) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      // Nobody interrupts these threads.
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  void heal() {
    change(() -> healed = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void become(State next) {
    change(() -> state = next.compareTo(state) > 0 ? next : state);
  }

  /** Tells both sides that nothing more comes. Each pump answers what comes after with a reset. */
  void end() {
    become(State.ENDING);
    shutdown(client);
    shutdown(server);
  }

  private static void shutdown(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      // It has ended by itself.
    }
  }

  /** The end of a direction was passed on. */
  void ended(Direction direction) {
    event(ProxyEvent.Kind.ENDED, direction.toString());
    if (directions.decrementAndGet() == 0) {
      become(State.ENDING);
    }
  }

  /** A side that took no more. What it has sent may still be on its way to the other. */
  void broken() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  /** Called by each pump at its end. */
  void done() {
    if (pumps.decrementAndGet() > 0) {
      return;
    }
    if (broken) {
      reset();
    } else {
      close();
    }
    over();
  }

  private void over() {
    event(ProxyEvent.Kind.CLOSED, "");
    whenClosed.accept(this);
  }

  void reset() {
    become(State.CLOSED);
    reset(client);
    reset(server);
  }

  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException e) {
      // It is closed.
    }
    close(socket);
  }

  void close() {
    become(State.CLOSED);
    close(client);
    close(server);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
