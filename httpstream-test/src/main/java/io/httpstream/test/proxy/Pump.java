package io.httpstream.test.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Passes the bytes of one direction, on a thread of its own, and does to them what is planned. */
final class Pump implements Runnable {
  /** Of this proxy for a direction, and what is asked of the kernel for each of its sockets. */
  static final int BUFFER = 64 * 1024;

  private final ProxiedConnection connection;
  private final Direction direction;
  private final List<Step> pending = new ArrayList<>();
  private final Socket source;
  private final Socket target;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];
  private Shape shape;
  private long passed;

  Pump(ProxiedConnection connection, Direction direction, Fault fault, Socket source, Socket target)
      throws IOException {
    this.connection = connection;
    this.direction = direction;
    this.source = source;
    this.target = target;
    this.in = source.getInputStream();
    this.out = target.getOutputStream();
    this.shape = new Shape(connection.number() * 2L + (direction == Direction.UPSTREAM ? 0 : 1));
    fault.steps().stream()
        .filter(step -> step.point().direction() == direction)
        .forEach(pending::add);
  }

  /** What follows a step, or a piece of bytes. */
  private enum Next {
    GO_ON,
    STOP
  }

  @Override
  public void run() {
    try {
      pass();
    } catch (IOException e) {
      // The source has reset its connection, or the other pump has.
      connection.reset();
    } finally {
      connection.done();
    }
  }

  private void pass() throws IOException {
    while (fire(false) == Next.GO_ON) {
      int read = in.read(buffer, 0, most());
      if (read < 0 && !connection.isBroken()) {
        end();
        return;
      }
      if (read < 0) {
        // The other pump has met a reset, so this end is none.
        connection.reset();
        return;
      }
      if (connection.isOver()) {
        refuse();
        return;
      }
      if (fire(true) == Next.STOP || write(read) == Next.STOP) {
        return;
      }
    }
  }

  /** No byte is taken from the source beyond the next place where something goes wrong. */
  private int most() {
    long most = BUFFER;
    for (Step step : pending) {
      long distance = step.point().offset() - passed;
      if (distance > 0) {
        most = Math.min(most, distance);
      }
    }
    return (int) most;
  }

  private Next fire(boolean arrived) throws IOException {
    forgetIfHealed();
    for (Iterator<Step> steps = pending.iterator(); steps.hasNext(); ) {
      Step step = steps.next();
      FaultPoint point = step.point();
      if (point.offset() == passed && point.onArrival() == arrived) {
        steps.remove();
        connection.event(ProxyEvent.Kind.FIRED, step.toString());
        if (apply(step.action()) == Next.STOP) {
          return Next.STOP;
        }
        if (connection.isHealed()) {
          break;
        }
      }
    }
    forgetIfHealed();
    return Next.GO_ON;
  }

  private void forgetIfHealed() {
    if (connection.isHealed()) {
      pending.clear();
      shape = new Shape(0);
    }
  }

  private Next apply(Action action) throws IOException {
    if (action instanceof Action.Latency latency) {
      shape.add(latency);
    } else if (action instanceof Action.Bandwidth bandwidth) {
      shape.add(bandwidth);
    } else if (action instanceof Action.Slicer slicer) {
      shape.add(slicer);
    } else if (action instanceof Action.SlowClose slow) {
      shape.add(slow);
    } else if (action instanceof Action.Stall stall) {
      connection.pause(stall.time().toNanos());
      if (connection.isOver()) {
        return finish();
      }
      return connection.isHealed() ? Next.GO_ON : after(stall.then());
    } else {
      return end((Action.End) action);
    }
    return Next.GO_ON;
  }

  private Next after(Action.Stall.Then then) throws IOException {
    return switch (then) {
      case GO_ON -> Next.GO_ON;
      case CLOSE -> end(Action.End.CLOSE);
      case RESET -> end(Action.End.RESET);
    };
  }

  private Next end(Action.End end) throws IOException {
    switch (end) {
      case RESET -> {
        SendQueue.awaitEmpty(target);
        connection.reset();
      }
      case CLOSE -> {
        connection.end();
        return finish();
      }
      case HALF_CLOSE -> {
        passEnd();
        // Nobody is there to have it.
        while (in.read(buffer) >= 0) {
          if (connection.isOver()) {
            refuse();
            break;
          }
        }
      }
    }
    return Next.STOP;
  }

  /** Both sides know that it is over: one that sends on is answered as a closed port answers. */
  private Next finish() throws IOException {
    if (in.read(buffer) >= 0) {
      refuse();
    }
    return Next.STOP;
  }

  /** The target is left alone: it may still have to read what had passed before the end. */
  private void refuse() {
    ProxiedConnection.reset(source);
  }

  private Next write(int count) throws IOException {
    connection.pause(shape.latency());
    int at = 0;
    while (at < count) {
      int piece = shape.piece(count - at);
      connection.pause(shape.delayOf(piece));
      forgetIfHealed();
      if (connection.isOver()) {
        refuse();
        return Next.STOP;
      }
      try {
        out.write(buffer, at, piece);
      } catch (IOException e) {
        // The target has reset its connection. What it had sent before belongs to the source yet:
        // the pump of the other direction comes to its end first.
        connection.broken();
        return Next.STOP;
      }
      at += piece;
      passed += piece;
      connection.passed(direction, piece);
    }
    return Next.GO_ON;
  }

  private void end() {
    connection.pause(shape.slowClose());
    if (!connection.isOver()) {
      passEnd();
    }
  }

  private void passEnd() {
    try {
      target.shutdownOutput();
      connection.ended(direction);
    } catch (IOException e) {
      // The target has closed its connection, and needs no telling.
    }
  }
}
