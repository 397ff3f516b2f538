package io.httpstream.guard;

import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import io.httpstream.message.RequestBody;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What a transport sees of an exchange: it tells where it is, and has the body written. */
final class TransportCall implements Call {
  private final Exchange exchange;
  private final RequestBody body;
  private final AtomicBoolean bodyStarted = new AtomicBoolean();

  TransportCall(Exchange exchange) {
    this.exchange = exchange;
    this.body = exchange.request().body();
  }

  @Override
  public void phase(Phase next) {
    exchange.enter(next);
  }

  @Override
  public void onAbort(Consumer<IOException> action) {
    exchange.killWith(action);
  }

  @Override
  public void finalStatus(int status) {
    exchange.sawStatus(status);
  }

  @Override
  public void whileBlocked(Runnable action) {
    exchange.lookWith(action);
  }

  @Override
  public boolean writeBody(Wire wire) throws IOException {
    if (!bodyStarted.compareAndSet(false, true)) {
      throw new IOException("the transport asked for the body of one exchange a second time");
    }
    exchange.enter(Phase.WRITING);
    boolean complete = write(wire);
    exchange.enter(Phase.AWAITING);
    return complete;
  }

  /**
   * A body of declared length zero is never asked for by a transport, but its writer may have more
   * to say than it declared.
   */
  void writeBodyOfNothing() throws IOException {
    write(new NoWire());
  }

  private boolean write(Wire wire) throws IOException {
    Gate gate = new Gate(exchange, wire, body);
    try {
      exchange.deadlines().enter(Limit.PRODUCER_IDLE);
      body.writeTo(gate);
      gate.finish();
      return true;
    } catch (Throwable thrown) {
      if (thrown instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      if (exchange.isStoppedByStatus() && !(thrown instanceof Error)) {
        return false;
      }
      throw Failures.poison(exchange.failed(thrown));
    } finally {
      exchange.deadlines().leave();
      gate.shut();
    }
  }
}
