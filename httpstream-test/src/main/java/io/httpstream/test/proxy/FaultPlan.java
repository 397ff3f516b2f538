package io.httpstream.test.proxy;

import java.util.List;

/** Which connection has which fault. */
@FunctionalInterface
public interface FaultPlan {
  /**
   * The fault of a connection, asked once for each, in the order in which they are accepted.
   *
   * @param connection its number, counted from 1 from when the plan was given to the proxy
   * @return {@link Fault#none} for one that works
   */
  Fault faultOf(int connection);

  /**
   * All connections alike.
   *
   * @param fault of each
   * @return the plan
   */
  static FaultPlan all(Fault fault) {
    return connection -> fault;
  }

  /**
   * The first connection only: the next one that is made.
   *
   * @param fault of that one
   * @return the plan
   */
  static FaultPlan first(Fault fault) {
    return nth(1, fault);
  }

  /**
   * One connection only.
   *
   * @param number which, from 1
   * @param fault of that one
   * @return the plan
   */
  static FaultPlan nth(int number, Fault fault) {
    if (number < 1) {
      throw new IllegalArgumentException("connections are counted from 1, not from " + number);
    }
    return connection -> connection == number ? fault : Fault.none();
  }

  /**
   * The first fault for the first connection and so on; those after the last fault have none.
   *
   * @param faults in order
   * @return the plan
   */
  static FaultPlan inOrder(Fault... faults) {
    List<Fault> all = List.of(faults);
    return connection -> connection <= all.size() ? all.get(connection - 1) : Fault.none();
  }

  /**
   * What two plans say, joined for each connection.
   *
   * @param other asked as well
   * @return both
   */
  default FaultPlan and(FaultPlan other) {
    return connection -> faultOf(connection).and(other.faultOf(connection));
  }
}
