package io.httpstream;

import io.httpstream.message.Scope;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The result of a call that nobody waits for. Whoever completes it by hand, cancels it, or lets it
 * time out, and whoever does so with a stage derived from it, cancels the call, and the calls that
 * were composed with it. What is derived from a {@link #minimalCompletionStage} is none of these.
 */
final class CallFuture<T> extends CompletableFuture<T> {
  /** Cancelled when nobody wants any of it: shared by all that is derived from one call. */
  private final Scope wanted;

  /**
   * Whether this stands between one future and what is composed with it, and nobody else has it.
   */
  private final boolean branch;

  private CallFuture(Scope wanted, boolean branch) {
    this.wanted = wanted;
    this.branch = branch;
  }

  /**
   * The future of a call.
   *
   * @param call the scope of the call, which is cancelled with the future
   */
  static <T> CallFuture<T> of(Scope call) {
    Scope wanted = Scope.create();
    ends(wanted, call);
    return new CallFuture<>(wanted, false);
  }

  /** Whoever cancels the one cancels the other. */
  private static void ends(Scope one, Scope other) {
    one.onCancel(() -> other.cancel(one.cancelled().orElse("not wanted")));
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CallFuture<>(wanted, false);
  }

  /** The call's own result. False if nobody wants it any more. */
  boolean deliver(T result) {
    return super.complete(result);
  }

  /** The call's own failure. */
  void deliverFailure(Throwable failure) {
    super.completeExceptionally(failure);
  }

  // ---- what ends the call

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return cancelCall(super.cancel(mayInterruptIfRunning), "the future was cancelled");
  }

  @Override
  public boolean complete(T value) {
    return cancelCall(super.complete(value), "the future was completed by hand");
  }

  /** Also what {@link #orTimeout} does. */
  @Override
  public boolean completeExceptionally(Throwable failure) {
    return cancelCall(
        super.completeExceptionally(failure), "the future was completed with " + failure);
  }

  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    Objects.requireNonNull(supplier, "supplier");
    executor.execute(
        () -> {
          try {
            if (!isDone()) {
              complete(supplier.get());
            }
          } catch (Throwable failure) {
            completeExceptionally(new CompletionException(failure));
          }
        });
    return this;
  }

  @Override
  public void obtrudeValue(T value) {
    super.obtrudeValue(value);
    cancelCall(true, "the future was completed by hand");
  }

  @Override
  public void obtrudeException(Throwable failure) {
    super.obtrudeException(failure);
    cancelCall(true, "the future was completed with " + failure);
  }

  private boolean cancelCall(boolean effective, String why) {
    if (effective) {
      wanted.cancel(why);
    }
    return effective;
  }

  // ---- what is composed with it

  @Override
  public <U> CompletableFuture<U> thenCompose(
      Function<? super T, ? extends CompletionStage<U>> next) {
    return branch ? super.thenCompose(ending(next)) : branch().thenCompose(next);
  }

  @Override
  public <U> CompletableFuture<U> thenComposeAsync(
      Function<? super T, ? extends CompletionStage<U>> next) {
    return branch ? super.thenComposeAsync(ending(next)) : branch().thenComposeAsync(next);
  }

  @Override
  public <U> CompletableFuture<U> thenComposeAsync(
      Function<? super T, ? extends CompletionStage<U>> next, Executor executor) {
    return branch
        ? super.thenComposeAsync(ending(next), executor)
        : branch().thenComposeAsync(next, executor);
  }

  @Override
  public CompletableFuture<T> exceptionallyCompose(
      Function<Throwable, ? extends CompletionStage<T>> next) {
    return branch ? super.exceptionallyCompose(ending(next)) : branch().exceptionallyCompose(next);
  }

  @Override
  public CompletableFuture<T> exceptionallyComposeAsync(
      Function<Throwable, ? extends CompletionStage<T>> next) {
    return branch
        ? super.exceptionallyComposeAsync(ending(next))
        : branch().exceptionallyComposeAsync(next);
  }

  @Override
  public CompletableFuture<T> exceptionallyComposeAsync(
      Function<Throwable, ? extends CompletionStage<T>> next, Executor executor) {
    return branch
        ? super.exceptionallyComposeAsync(ending(next), executor)
        : branch().exceptionallyComposeAsync(next, executor);
  }

  /** This future once more, for one stage: the call of that stage is none of the other stages'. */
  private CallFuture<T> branch() {
    Scope own = Scope.create();
    ends(own, wanted);
    CallFuture<T> made = new CallFuture<>(own, true);
    CompletableFuture<?> unused =
        whenComplete(
            (value, failure) -> {
              if (failure == null) {
                made.deliver(value);
              } else {
                made.deliverFailure(failure);
              }
            });
    return made;
  }

  /** Another call that this leads to ends with the stage: nobody else may have its response. */
  private <A, U> Function<A, CompletionStage<U>> ending(
      Function<? super A, ? extends CompletionStage<U>> next) {
    Objects.requireNonNull(next, "next");
    return argument -> {
      CompletionStage<U> begun = next.apply(argument);
      if (begun instanceof CallFuture<U> other) {
        ends(wanted, other.wanted);
      }
      return begun;
    };
  }
}
