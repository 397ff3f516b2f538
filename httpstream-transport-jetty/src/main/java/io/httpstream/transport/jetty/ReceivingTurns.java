package io.httpstream.transport.jetty;

import java.util.concurrent.Executor;
import org.eclipse.jetty.util.Callback;

/**
 * Who receives from a connection, and for how long.
 *
 * <p>One thread at a time: Jetty tells that there is something to read while the thread that was
 * told before may still be on its way out, and both go on with the one buffer
 * (HttpReceiverOverHTTP.parseAndFill, 12.1.14; issue 12934).
 *
 * <p>And not without end: Jetty reads on as long as there are bytes, though it has found the
 * response not to be valid, and carries the failure out when it is done (as above). A server that
 * is quick enough would never see it.
 */
final class ReceivingTurns implements Executor {
  /** More than a response may have in its head, between two pieces of its body, or behind it. */
  private static final int MOST_IN_ONE_TURN = 1 << 20;

  private final SerialExecutor turns = new SerialExecutor();

  /** How much this turn has read; only used in a turn. */
  private int read;

  @Override
  public void execute(Runnable action) {
    turns.execute(
        () -> {
          read = 0;
          action.run();
        });
  }

  /** Whether whoever has the turn is to end it. */
  boolean isLongEnough() {
    return read > MOST_IN_ONE_TURN;
  }

  /** Whoever has the turn has read so many bytes. */
  void hasRead(int bytes) {
    read += bytes;
  }

  /** One that waits for its turn. */
  Callback inTurn(Callback callback) {
    return new Callback() {
      @Override
      public void succeeded() {
        execute(callback::succeeded);
      }

      @Override
      public void failed(Throwable failure) {
        execute(() -> callback.failed(failure));
      }

      @Override
      public InvocationType getInvocationType() {
        return callback.getInvocationType();
      }
    };
  }
}
