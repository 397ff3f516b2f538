package io.httpstream.guard;

import io.httpstream.message.ExchangeDetails;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first failure of an exchange, whoever brought it about; all later ones follow from it.
 */
final class FirstFailure {
  private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * A failure.
   *
   * @param foreign whether it was made on another thread than the caller's
   */
  private record Kept(Throwable failure, boolean foreign) {}

  /** A failure of the caller's thread. Returns the one that counts. */
  Throwable keep(Throwable failure) {
    Kept first = kept.compareAndExchange(null, new Kept(failure, false));
    if (first == null) {
      return failure;
    }
    Failures.suppress(first.failure, failure);
    return first.failure;
  }

  /** A failure that another thread brings about; false if it is not the first. */
  boolean bringAbout(IOException failure) {
    return kept.compareAndSet(null, new Kept(failure, true));
  }

  boolean isThere() {
    return kept.get() != null;
  }

  @Nullable Throwable get() {
    Kept first = kept.get();
    return first == null ? null : first.failure;
  }

  /**
   * Throws if there is one, as {@link #told} says it.
   *
   * @param details what is said of the exchange if it has no words of its own
   */
  void rethrow(Supplier<ExchangeDetails> details) throws IOException {
    if (isThere()) {
      throw told(details);
    }
  }

  /**
   * The failure as it is told to the caller: an IOException is returned, an unchecked one thrown.
   * The trace of one that another thread made is of use only if it shows where the caller was.
   *
   * @param details what is said of the exchange if it has no words of its own
   */
  IOException told(Supplier<ExchangeDetails> details) {
    Kept first = kept.get();
    if (first == null) {
      throw new IllegalStateException("nothing has failed");
    }
    if (first.foreign && told.compareAndSet(false, true)) {
      first.failure.setStackTrace(Thread.currentThread().getStackTrace());
      if (first.failure instanceof InterruptedIOException) {
        // The backend may have taken the flag off meanwhile.
        Thread.currentThread().interrupt();
      }
    }
    return Failures.unchecked(first.failure, details.get());
  }
}
