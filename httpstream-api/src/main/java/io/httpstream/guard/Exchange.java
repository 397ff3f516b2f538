package io.httpstream.guard;

import io.httpstream.message.EarlyResponseException;
import io.httpstream.message.ExchangeCancelledException;
import io.httpstream.message.ExchangeDetails;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ref.Reference;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: its phase, its first failure, and what ends it. The first failure wins, whether the
 * writer, the wire, a limit or the user brought it about; all later ones follow from it.
 */
final class Exchange {
  private final Request request;
  private final LimitTimer timer;
  private final Leaks leaks;
  private final Consumer<Exchange> onEnd;
  private final Deadlines deadlines;
  private final long started = System.nanoTime();
  private final FirstFailure failure = new FirstFailure();
  private final WireWatch wireWatch = new WireWatch();
  private volatile boolean aborted;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile Phase phase = Phase.PREPARING;
  private volatile int earlyStatus;
  private volatile long sent;
  private volatile long received;
  private volatile @Nullable Consumer<IOException> kill;
  private volatile Runnable scopeRegistration = () -> {};

  /** Tells that the program is done with the response. */
  private volatile Runnable settled = () -> {};

  /** Ended by nobody who had the response. */
  private volatile boolean forgotten;

  private volatile @Nullable Reference<?> watch;
  private volatile Supplier<String> limitExplained = () -> "";

  /** Who is in the transport, and may be blocked there. */
  private volatile @Nullable Thread inTransport;

  Exchange(Request request, LimitTimer timer, Leaks leaks, Consumer<Exchange> onEnd) {
    this.request = request;
    this.timer = timer;
    this.leaks = leaks;
    this.onEnd = onEnd;
    this.deadlines = new Deadlines(request);
  }

  Request request() {
    return request;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  ExchangeDetails details() {
    return details(phase);
  }

  /** What this exchange does now, and since when it has been there. */
  String describe() {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started);
    return request + " (" + phase.words() + ", after " + seconds + " s)";
  }

  private ExchangeDetails details(Phase at) {
    boolean unsent = sent == 0 && at.compareTo(Phase.WRITING) < 0;
    return new ExchangeDetails(
        at, request.toString(), sent, received, Failures.safe(request, unsent));
  }

  // ---- what ends it

  void checkScope() throws IOException {
    request.scope().check(this::details);
  }

  void followScope() {
    scopeRegistration =
        request.scope().onCancel(() -> cancel(request.scope().cancelled().orElse("no reason")));
    if (ended.get()) {
      scopeRegistration.run();
    }
  }

  void cancel(String why) {
    abort(new ExchangeCancelledException("cancelled (" + why + ")", details(), null));
  }

  void clientClosed() {
    forgotten = phase == Phase.READING;
    cancel("the client was closed");
  }

  void timeOut(Limit limit) {
    String why = limit == Limit.LEASE ? limitExplained.get() : "";
    abort(new ExchangeTimeoutException(limit, deadlines.running(limit), why, details(), null));
  }

  /** What is behind it that {@link Limit#LEASE} passes. */
  void explainLimit(Supplier<String> why) {
    limitExplained = why;
  }

  /**
   * Ends the exchange from any thread: whoever is blocked in the transport is released, also if the
   * exchange has failed before, as a transport may be stuck in breaking the message off.
   */
  private void abort(IOException reason) {
    if (ended.get()) {
      return;
    }
    aborted = true;
    boolean first = failure.bringAbout(reason);
    kill(reason);
    if (first && phase == Phase.READING) {
      // Perhaps nobody will read or close it any more. In earlier phases somebody is under way.
      end();
    }
  }

  /** Whether there is nothing left to end: no limit and no interrupt has to be looked for. */
  boolean isAborted() {
    return aborted;
  }

  // ---- interrupts

  /** The caller's thread goes where it may be blocked. */
  void enterTransport() throws InterruptedIOException {
    Thread caller = Thread.currentThread();
    if (caller.isInterrupted()) {
      InterruptedIOException reason = interrupted(null);
      // A response that has been read in part is of no more use, nor is its connection.
      kill(reason);
      throw reason;
    }
    inTransport = caller;
  }

  void leaveTransport() {
    inTransport = null;
  }

  /** Called by the timer: many a backend is deaf to interrupts while it is blocked. */
  void heedInterrupt() {
    Thread caller = inTransport;
    boolean withWriter = phase == Phase.WRITING && !wireWatch.isOnWire();
    if (caller != null && caller.isInterrupted() && !withWriter) {
      abort(new InterruptedIOException(request + ": interrupted " + phase.words()));
    }
  }

  /** The caller's thread was interrupted; its flag is kept. */
  InterruptedIOException interrupted(@Nullable Exception seen) {
    return Failures.interrupted(request + ": interrupted " + phase.words(), seen);
  }

  /** Lets the transport drop the connection, without making it a failure. */
  void kill(IOException reason) {
    Consumer<IOException> current = kill;
    if (current == null) {
      return;
    }
    try {
      current.accept(reason);
    } catch (RuntimeException | Error broken) {
      // Must stop neither the timer nor the cancelling of other exchanges.
      reason.addSuppressed(broken);
    }
  }

  /** Keeps the first failure. Returns the one that counts. */
  Throwable failed(Throwable later) {
    return failure.keep(later);
  }

  boolean hasFailed() {
    return failure.isThere();
  }

  void rethrowFailure() throws IOException {
    failure.rethrow(this::details);
  }

  /** Ends the exchange with what the transport threw; returns what the caller gets to see. */
  IOException fail(Throwable thrown) {
    try {
      failure.keep(thrown instanceof IOException io ? mapped(io) : thrown);
      return failure.told(this::details);
    } finally {
      end();
    }
  }

  /** What a failure of the transport is to the caller. */
  IOException mapped(IOException thrown) {
    if (isInterrupt(thrown)) {
      return interrupted(thrown);
    }
    Phase at = Failures.phase(thrown, phase);
    return Failures.map(thrown, details(at), this::passed);
  }

  /**
   * What a backend throws who was interrupted may be of any type: the sockets of the JDK throw a
   * SocketException on a virtual thread.
   */
  private static boolean isInterrupt(IOException thrown) {
    boolean isKnown =
        thrown instanceof ExchangeException || thrown instanceof InterruptedIOException;
    return thrown instanceof ClosedByInterruptException
        || (!isKnown && Thread.currentThread().isInterrupted());
  }

  /** What a timeout of the backend's own names: the limit's value, unless it came before that. */
  private Duration passed(Limit limit) {
    Duration passed = Duration.ofNanos(System.nanoTime() - started);
    Duration value = deadlines.value(limit);
    return passed.compareTo(value) < 0 ? passed : value;
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      scopeRegistration.run();
      Reference<?> watching = watch;
      if (watching != null) {
        watching.clear();
      }
      if (!forgotten) {
        settle();
      }
      onEnd.accept(this);
    }
  }

  // ---- what finds leaks

  /** Where the call was made. */
  Place place() {
    return request.scope().attribute(Place.OF_CALL).orElseGet(Place::here);
  }

  /** The program has closed the response, or can do nothing more with it. */
  void settle() {
    settled.run();
  }

  /** Keeps a reference as long as this exchange lasts. */
  void watchedBy(Reference<?> reference) {
    watch = reference;
  }

  /** Ends an exchange whose response can be reached no more; false if it is over already. */
  boolean abandon() {
    if (ended.get()) {
      return false;
    }
    forgotten = true;
    kill(new ExchangeCancelledException("the response was never closed,", details(), null));
    end();
    return true;
  }

  // ---- what the transport tells

  void enter(Phase next) {
    phase = next;
    switch (next) {
      case PREPARING, WRITING, READING -> deadlines.leave();
      case LEASING -> deadlines.enter(Limit.LEASE);
      case CONNECTING -> deadlines.enter(Limit.CONNECT);
      case HANDSHAKING -> {
        // The connect limit goes on: it includes the handshake.
      }
      case AWAITING -> deadlines.enter(Limit.RESPONSE_HEADERS);
    }
  }

  /** What drops the connection. */
  void killWith(Consumer<IOException> action) {
    kill = action;
    if (failure.get() instanceof IOException reason) {
      kill(reason);
    }
  }

  /** The status has come while the body is written; below 300 the writer goes on. */
  void sawStatus(int status) {
    if (status >= 300) {
      earlyStatus = status;
    }
  }

  /** Whether a status that came early is what stopped the writer. */
  boolean isStoppedByStatus() {
    return earlyStatus != 0 && !hasFailed();
  }

  /** What looks for a response while the writer is blocked. */
  void lookWith(Runnable action) {
    wireWatch.look(action);
    timer.tick(WireWatch.BLOCKED);
  }

  /** Called by the timer: a blocked writer can't look for a response itself. */
  void lookIfBlocked(long now) {
    try {
      wireWatch.lookIfBlocked(now);
    } catch (RuntimeException | Error broken) {
      abort(new IOException("the transport can't look for a response", broken));
    }
  }

  /** How soon the timer has to look at this exchange again, in nanoseconds. */
  long nextLook() {
    return wireWatch.hasLook() && phase == Phase.WRITING ? WireWatch.BLOCKED : Long.MAX_VALUE;
  }

  // ---- what the gate and the response's body call

  /** A call of the wire begins. */
  void beginWire() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      failed(interrupted(null));
      rethrowFailure();
    }
    deadlines.enter(Limit.WRITE_STALL);
    wireWatch.begin();
  }

  /** When this returns nobody looks any more: the connection's input is the caller's again. */
  void endWire() {
    wireWatch.end();
    deadlines.enter(Limit.PRODUCER_IDLE);
  }

  /** Throws if there is no use in writing on. */
  void checkWritable() throws IOException {
    rethrowFailure();
    if (earlyStatus != 0) {
      throw new EarlyResponseException(earlyStatus, details());
    }
  }

  void sent(long bytes) {
    sent = bytes;
  }

  void received(long bytes) {
    received = bytes;
  }

  /** Takes the transport's response over. */
  Response respond(Response response) throws IOException {
    enter(Phase.READING);
    Response known = response.toBuilder().request(request).build();
    Throwable first = failure.get();
    if (first != null) {
      // Before it is closed, as what would be read then has no bound.
      kill(first instanceof IOException io ? io : Failures.poison(first));
      response.close();
      rethrowFailure();
    }
    GuardedBody body = new GuardedBody(this, known, timer);
    leaks.watch(body, response.status(), this);
    settled = Trackers.opened(this, response.status());
    if (ended.get() && !forgotten) {
      settle();
    }
    return known.toBuilder().body(body).onAbort(() -> cancel("the response was aborted")).build();
  }
}
