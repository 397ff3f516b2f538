package io.httpstream.tck.door;

import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The least that a transport can be called with: no limits, no length contract. Whoever writes a
 * transport may read here what is asked of it.
 */
final class BareCall implements Call {
  private final Request request;
  private @Nullable Consumer<IOException> kill;
  private @Nullable IOException aborted;
  private volatile @Nullable Throwable writersFailure;
  private volatile int status;
  private @Nullable Runnable look;

  BareCall(Request request) {
    this.request = request;
  }

  @Override
  public void phase(Phase phase) {}

  @Override
  public void onAbort(Consumer<IOException> newKill) {
    IOException reason;
    synchronized (this) {
      kill = newKill;
      reason = aborted;
    }
    if (reason != null) {
      newKill.accept(reason);
    }
  }

  /** Ends the exchange. */
  void abort(IOException reason) {
    Consumer<IOException> current;
    synchronized (this) {
      aborted = reason;
      current = kill;
    }
    if (current != null) {
      current.accept(reason);
    }
  }

  @Override
  public void finalStatus(int newStatus) {
    status = newStatus;
  }

  @Override
  public void whileBlocked(Runnable newLook) {
    look = newLook;
  }

  @Override
  public boolean writeBody(Wire wire) throws IOException {
    Runnable current = look;
    if (current == null) {
      return write(wire);
    }
    try (BlockedWire watch = BlockedWire.start(wire, current)) {
      return write(watch);
    }
  }

  private boolean write(Wire wire) throws IOException {
    CoalescingStream out = new CoalescingStream(wire, () -> status);
    try {
      request.body().writeTo(out);
      out.finish();
      return true;
    } catch (Exception | Error e) {
      if (out.stopped()) {
        return false;
      }
      if (e != out.wiresFailure()) {
        writersFailure = e;
      }
      throw e instanceof IOException io ? io : new IOException("the writer failed", e);
    }
  }

  /** A transport may throw anything once the writer has failed; the caller gets the cause. */
  void throwWritersFailure() throws IOException {
    Throwable failure = writersFailure;
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw new IOException("the writer failed", failure);
    }
  }
}
