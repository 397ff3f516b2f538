package io.httpstream.test.leak;

import io.httpstream.test.responses.OpenResponses;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves something open: responses of any {@code HttpStreamClient}, with the line
 * that made the call; threads, with their stacks; TCP sockets, with the addresses of both sides.
 *
 * <pre>{@code
 * @ExtendWith(LeakExtension.class)
 * class MyTest { ... }
 * }</pre>
 *
 * <p>What is there before the methods annotated with {@code BeforeEach} run is not the test's, and
 * what is gone some seconds after those with {@code AfterEach} have run is no leak. A test that
 * fails by itself is not looked at. Virtual threads are not seen. Sockets are seen on Linux only,
 * and responses if this module is on the class path; elsewhere a report entry says so.
 *
 * <p>Nobody can tell whose a thread is when tests run at the same time: those that are watched must
 * not.
 */
public final class LeakExtension
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LeakExtension.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_NANOS = 20_000_000;
  private static final int POLLS_PER_COLLECTION = 10;

  /** The id of the test that is watched now. */
  private static final AtomicReference<@Nullable String> WATCHED = new AtomicReference<>();

  private final SocketTable sockets;
  private final Duration patience;
  private final Set<String> ignoredThreads;
  private final Predicate<InetSocketAddress> ignoredSockets;
  private final boolean perClass;

  /** For {@code ExtendWith}: everything is looked for after each test. */
  public LeakExtension() {
    this(builder());
  }

  private LeakExtension(Builder builder) {
    this.sockets = builder.sockets;
    this.patience = builder.patience;
    this.ignoredThreads = Set.copyOf(builder.ignoredThreads);
    this.ignoredSockets = builder.ignoredSockets;
    this.perClass = builder.perClass;
  }

  /**
   * For a field with {@code RegisterExtension}, where something is to be set.
   *
   * @return with what {@code ExtendWith} has
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // A nested class is part of the one around it, whose context is asked as well.
    if (perClass && store(context).get(Baseline.class) == null) {
      store(context).put(Baseline.class, Baseline.now(sockets));
      store(context).put(OfClass.class, new OfClass(context.getUniqueId()));
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    String id = context.getUniqueId();
    if (!WATCHED.compareAndSet(null, id) && !id.equals(WATCHED.get())) {
      throw new ExtensionConfigurationException(
          context.getDisplayName()
              + " runs at the same time as another test that LeakExtension watches, and nobody can"
              + " tell whose a leak would be: let them run one after the other, as with"
              + " @Execution(SAME_THREAD) and @Isolated");
    }
    if (perClass && store(context).get(OfClass.class) == null) {
      throw new ExtensionConfigurationException(
          "a LeakExtension that looks when a class is over must be in a static field");
    }
    sayWhatIsNotWatched(context);
    store(context).put(OfTest.class, Baseline.now(sockets));
  }

  private void sayWhatIsNotWatched(ExtensionContext context) {
    if (!sockets.isThere()) {
      context.publishReportEntry(
          "LeakExtension", "sockets are not watched: only Linux tells what is open");
    }
    if (LeakExtension.class.getModule().isNamed()) {
      context.publishReportEntry(
          "LeakExtension",
          "responses are not watched: clients find httpstream-test on the class path only, and it"
              + " is on the module path");
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      Baseline before = store(context).get(OfTest.class, Baseline.class);
      if (before != null && context.getExecutionException().isEmpty()) {
        check(context.getDisplayName(), before, !perClass);
      }
    } finally {
      WATCHED.compareAndSet(context.getUniqueId(), null);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    OfClass begun = store(context).get(OfClass.class, OfClass.class);
    if (begun != null && begun.id.equals(context.getUniqueId())) {
      Baseline before = store(context).get(Baseline.class, Baseline.class);
      check(context.getDisplayName(), Objects.requireNonNull(before), true);
    }
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  /** Waits until nothing is left: much of what has been closed ends a little later. */
  private void check(String who, Baseline before, boolean all) {
    long end = System.nanoTime() + patience.toNanos();
    Leaks leaks = leaks(before, all);
    for (int polls = 0; !leaks.areNone() && System.nanoTime() < end; polls++) {
      if (polls % POLLS_PER_COLLECTION == POLLS_PER_COLLECTION - 1) {
        // What nobody can close, as a client of java.net.http before JDK 21, ends by it.
        System.gc();
      }
      LockSupport.parkNanos(POLL_NANOS);
      leaks = leaks(before, all);
    }
    if (!leaks.areNone()) {
      throw new AssertionError(leaks.sentence(who));
    }
  }

  private Leaks leaks(Baseline before, boolean all) {
    return new Leaks(
        OpenResponses.since(before.response()),
        all ? LiveThreads.since(before.threads(), ignoredThreads) : List.of(),
        all ? openSockets(before) : List.of());
  }

  private List<String> openSockets(Baseline before) {
    return before.socketsSince(sockets).stream()
        .filter(socket -> !ignoredSockets.test(socket.remote()))
        .map(OpenSocket::toString)
        .toList();
  }

  /** The key of what a test began with. */
  private static final class OfTest {}

  /** Which class has begun. */
  private record OfClass(String id) {}

  /** Says what a {@link LeakExtension} looks at, and when. Not thread-safe. */
  public static final class Builder {
    private SocketTable sockets = SocketTable.ofThisProcess();
    private Duration patience = PATIENCE;
    private final Set<String> ignoredThreads = new HashSet<>();
    private Predicate<InetSocketAddress> ignoredSockets = remote -> false;
    private boolean perClass;

    private Builder() {}

    /**
     * Leaves threads out that are no leak.
     *
     * @param beginnings how their names begin
     * @return this builder
     */
    public Builder ignoreThreads(String... beginnings) {
      Collections.addAll(ignoredThreads, beginnings);
      return this;
    }

    /**
     * Leaves sockets out that are no leak, as those of a pool that all tests share.
     *
     * @param remote true for those addresses; a socket that listens has the port 0
     * @return this builder
     */
    public Builder ignoreSockets(Predicate<InetSocketAddress> remote) {
      this.ignoredSockets = ignoredSockets.or(Objects.requireNonNull(remote, "remote"));
      return this;
    }

    /**
     * Sets how long a test may take to end what it has closed. Only a test that leaks has to wait
     * for so long.
     *
     * @param value zero to look once only; 10 s unless set
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder patience(Duration value) {
      if (value.isNegative()) {
        throw new IllegalArgumentException("the patience must not be negative: " + value);
      }
      this.patience = value;
      return this;
    }

    /**
     * Looks for threads and sockets when the class is over, its {@code AfterAll} methods included,
     * and for responses then as well as after each test: for clients and servers that several tests
     * share. The extension must be in a static field.
     *
     * @return this builder
     */
    public Builder perClass() {
      this.perClass = true;
      return this;
    }

    Builder sockets(SocketTable table) {
      this.sockets = table;
      return this;
    }

    /**
     * Makes the extension.
     *
     * @return for a field with {@code RegisterExtension}
     */
    public LeakExtension build() {
      return new LeakExtension(this);
    }
  }
}
