package io.httpstream.message;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one call shares across all middleware and attempts: a deadline, a way to cancel it from any
 * thread, and attributes. Thread-safe.
 *
 * <p>A client binds each call to a scope of its own, the child of the one that the request brought:
 * cancelling a scope cancels all its children. Middleware waits only through {@link #sleep}, so
 * that a pause ends when the call is cancelled or its time is up.
 */
public final class Scope {
  private final @Nullable Scope parent;
  private final Duration total;
  private final long deadline;
  private final boolean limited;
  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private final Map<Attribute<?>, Object> attributes = new ConcurrentHashMap<>();

  private Scope(@Nullable Scope parent, Duration total) {
    this.parent = parent;
    this.total = total;
    this.limited = Limits.isFinite(total);
    this.deadline = limited ? System.nanoTime() + total.toNanos() : 0;
  }

  /**
   * A scope without a deadline.
   *
   * @return a new scope
   */
  public static Scope create() {
    return new Scope(null, Limits.NEVER);
  }

  /**
   * A scope whose time begins now.
   *
   * @param total how long everything in it may take together
   * @return a new scope
   */
  public static Scope within(Duration total) {
    return new Scope(null, total);
  }

  /**
   * A scope inside this one: cancelled with it, bound by its deadline, with its attributes and
   * more.
   *
   * @param total how long everything in the child may take, from now; the parent's deadline holds
   *     too
   * @return a new scope
   */
  public Scope child(Duration total) {
    return new Scope(this, total);
  }

  /**
   * Cancels everything in this scope, now and later. Only the first call has an effect.
   *
   * @param why told in the exceptions of those who were cancelled
   * @throws RuntimeException the first that an action of {@link #onCancel} threw; all have been run
   */
  public void cancel(String why) {
    if (!reason.compareAndSet(null, Objects.requireNonNull(why, "why"))) {
      return;
    }
    RuntimeException failure = null;
    for (Runnable listener : listeners) {
      try {
        listener.run();
      } catch (RuntimeException e) {
        // The others must be told all the same.
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Why this scope or one around it was cancelled.
   *
   * @return the reason, empty if it was not
   */
  public Optional<String> cancelled() {
    String own = reason.get();
    if (own != null) {
      return Optional.of(own);
    }
    return parent == null ? Optional.empty() : parent.cancelled();
  }

  /**
   * Runs an action when this scope or one around it is cancelled; at once if it is already. The
   * action runs on the thread that cancels, may run more than once and must not block.
   *
   * @param action what to run
   * @return ends the registration; must be called when the action is of no more use
   */
  public Runnable onCancel(Runnable action) {
    Objects.requireNonNull(action, "action");
    // An object of its own, so that one action may be registered twice.
    Runnable listener = () -> action.run();
    for (Scope scope = this; scope != null; scope = scope.parent) {
      scope.listeners.add(listener);
    }
    if (cancelled().isPresent()) {
      listener.run();
    }
    return () -> {
      for (Scope scope = this; scope != null; scope = scope.parent) {
        scope.listeners.remove(listener);
      }
    };
  }

  /** The scope among this and those around it whose deadline comes first. */
  private Optional<Scope> tightest() {
    Optional<Scope> around = parent == null ? Optional.empty() : parent.tightest();
    if (!limited) {
      return around;
    }
    return around.filter(other -> other.deadline - deadline <= 0).or(() -> Optional.of(this));
  }

  /**
   * The time left until the first deadline.
   *
   * @return zero or less when it has passed, {@link Limits#NEVER} if there is none
   */
  public Duration remaining() {
    return tightest()
        .map(scope -> Duration.ofNanos(scope.deadline - System.nanoTime()))
        .orElse(Limits.NEVER);
  }

  /**
   * The length of the limit whose deadline comes first.
   *
   * @return how long it was from its beginning, {@link Limits#NEVER} if there is none
   */
  public Duration total() {
    return tightest().map(scope -> scope.total).orElse(Limits.NEVER);
  }

  /**
   * Throws if this scope is cancelled or its time is up.
   *
   * @param details told in the exception, asked for only if there is one
   * @throws ExchangeCancelledException if it is cancelled
   * @throws ExchangeTimeoutException if its deadline has passed
   */
  public void check(Supplier<ExchangeDetails> details)
      throws ExchangeCancelledException, ExchangeTimeoutException {
    Optional<String> why = cancelled();
    if (why.isPresent()) {
      throw new ExchangeCancelledException("cancelled (" + why.get() + ")", details.get(), null);
    }
    Duration left = remaining();
    if (left.isZero() || left.isNegative()) {
      throw new ExchangeTimeoutException(Limit.TOTAL, total(), details.get(), null);
    }
  }

  /**
   * Sleeps, but no longer than until this scope is cancelled or its time is up.
   *
   * @param pause how long
   * @param request the request on whose behalf, told in exceptions
   * @throws ExchangeCancelledException if the scope is cancelled before the pause is over
   * @throws ExchangeTimeoutException if its deadline passes before the pause is over
   * @throws InterruptedIOException if the thread is interrupted; its flag stays set
   */
  public void sleep(Duration pause, Request request) throws IOException {
    Objects.requireNonNull(pause, "pause");
    CountDownLatch cancelled = new CountDownLatch(1);
    Runnable registration = onCancel(cancelled::countDown);
    try {
      Duration left = remaining();
      Duration bounded = left.compareTo(pause) < 0 ? left : pause;
      boolean woken = cancelled.await(nanos(bounded), TimeUnit.NANOSECONDS);
      if (woken || bounded.compareTo(pause) < 0) {
        check(() -> new ExchangeDetails(Phase.PREPARING, request.toString(), 0, 0, false));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted = new InterruptedIOException("interrupted in a pause");
      interrupted.initCause(e);
      throw interrupted;
    } finally {
      registration.run();
    }
  }

  private static long nanos(Duration duration) {
    return Limits.isFinite(duration) ? duration.toNanos() : Long.MAX_VALUE;
  }

  /**
   * Stores an attribute in this scope.
   *
   * @param key its key
   * @param value its value
   * @param <T> its type
   * @return this scope
   */
  public <T> Scope attribute(Attribute<T> key, T value) {
    attributes.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
    return this;
  }

  /**
   * Finds an attribute in this scope or those around it.
   *
   * @param key its key
   * @param <T> its type
   * @return the value, if there is one
   */
  public <T> Optional<T> attribute(Attribute<T> key) {
    Object value = attributes.get(Objects.requireNonNull(key, "key"));
    if (value != null) {
      return Optional.of(key.cast(value));
    }
    return parent == null ? Optional.empty() : parent.attribute(key);
  }
}
