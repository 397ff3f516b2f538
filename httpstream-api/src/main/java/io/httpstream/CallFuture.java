package io.httpstream;

import io.httpstream.message.Scope;
import java.util.concurrent.CompletableFuture;

/**
 * The result of a call that nobody waits for. Whoever completes it by hand, cancels it, or lets it
 * time out, and whoever does so with a stage derived from it, cancels the call.
 */
final class CallFuture<T> extends CompletableFuture<T> {
  private final Scope scope;

  CallFuture(Scope scope) {
    this.scope = scope;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CallFuture<>(scope);
  }

  /** The call's own result. False if nobody wants it any more. */
  boolean deliver(T result) {
    return super.complete(result);
  }

  /** The call's own failure. */
  void deliverFailure(Throwable failure) {
    super.completeExceptionally(failure);
  }

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

  private boolean cancelCall(boolean effective, String why) {
    if (effective) {
      scope.cancel(why);
    }
    return effective;
  }
}
