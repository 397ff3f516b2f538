package io.httpstream.testbed;

import io.httpstream.message.Phase;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A call without a guard: what the transport does shows bare. */
public class TestCall implements Call {
  public final List<Phase> phases = new CopyOnWriteArrayList<>();
  public final AtomicInteger earlyStatus = new AtomicInteger();
  public final AtomicInteger written = new AtomicInteger();
  private final CountDownLatch killable = new CountDownLatch(1);
  private final Writer writer;
  private volatile Consumer<IOException> kill = reason -> {};

  /** Writes a body to the bare wire; the result is that of {@link Call#writeBody}. */
  @FunctionalInterface
  public interface Writer {
    boolean write(Wire wire) throws IOException;
  }

  public TestCall() {
    this(
        wire -> {
          throw new AssertionError("there is no body to write");
        });
  }

  public TestCall(Writer writer) {
    this.writer = writer;
  }

  @Override
  public void phase(Phase phase) {
    phases.add(phase);
  }

  @Override
  public void onAbort(Consumer<IOException> action) {
    kill = action;
    killable.countDown();
  }

  @Override
  public void finalStatus(int status) {
    earlyStatus.set(status);
  }

  @Override
  public void whileBlocked(Runnable look) {}

  @Override
  public boolean writeBody(Wire wire) throws IOException {
    written.incrementAndGet();
    return writer.write(wire);
  }

  /** Waits until the transport has said how to abort it. */
  public void awaitKillable() throws InterruptedException {
    if (!killable.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("the transport has not said how to abort");
    }
  }

  public void abort() throws InterruptedException {
    awaitKillable();
    kill.accept(new IOException("killed by the test"));
  }
}
