package io.httpstream.test.proxy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes wrong on one connection, and where. Immutable; made by {@link #upstream} and {@link
 * #downstream}, joined by {@link #and}:
 *
 * <pre>{@code
 * Fault cut = downstream().after(1_000).reset();
 * Fault slowAndCut = upstream().latency(Duration.ofMillis(20)).and(cut);
 * }</pre>
 */
public final class Fault {
  private static final Fault NONE = new Fault(List.of());

  private final List<Step> steps;

  private Fault(List<Step> steps) {
    this.steps = steps;
  }

  static Fault of(Step step) {
    return new Fault(List.of(step));
  }

  /**
   * No fault: all bytes pass, both ways, and so do ends and resets.
   *
   * @return does nothing
   */
  public static Fault none() {
    return NONE;
  }

  /**
   * Begins a fault on the way from the client to the server.
   *
   * @return at the connection's beginning; say {@link FaultPoint#after} for elsewhere
   */
  public static FaultPoint upstream() {
    return FaultPoint.beginning(Direction.UPSTREAM);
  }

  /**
   * Begins a fault on the way from the server to the client.
   *
   * @return at the connection's beginning; say {@link FaultPoint#after} for elsewhere
   */
  public static FaultPoint downstream() {
    return FaultPoint.beginning(Direction.DOWNSTREAM);
  }

  /**
   * Joins two faults. Where both happen at the same byte, this one's turn is first.
   *
   * @param other what goes wrong as well
   * @return both
   */
  public Fault and(Fault other) {
    return new Fault(Stream.concat(steps.stream(), other.steps.stream()).toList());
  }

  List<Step> steps() {
    return steps;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fault fault && steps.equals(fault.steps);
  }

  @Override
  public int hashCode() {
    return steps.hashCode();
  }

  /** As it is written in code: {@code downstream().after(1000).reset()}. */
  @Override
  public String toString() {
    return steps.isEmpty()
        ? "none()"
        : steps.stream().map(Step::toString).collect(Collectors.joining(" and "));
  }
}
