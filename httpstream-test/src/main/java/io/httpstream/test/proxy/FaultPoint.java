package io.httpstream.test.proxy;

import java.time.Duration;
import java.util.Objects;

/**
 * A place in the bytes of one direction, at which something goes wrong. Immutable; each method but
 * {@link #after} and {@link #before} makes a {@link Fault} of it.
 *
 * <p>Offsets count the bytes of this direction of this connection that the proxy has passed on.
 * They are exact: no byte more is handed to the operating system.
 */
public final class FaultPoint {
  private final Direction direction;
  private final long offset;
  private final boolean onArrival;

  private FaultPoint(Direction direction, long offset, boolean onArrival) {
    this.direction = direction;
    this.offset = offset;
    this.onArrival = onArrival;
  }

  static FaultPoint beginning(Direction direction) {
    return new FaultPoint(direction, 0, false);
  }

  /**
   * Where so many bytes have passed, without waiting for one more. After 0 bytes is when the
   * connection is made.
   *
   * @param bytes how many, not negative
   * @return the place
   */
  public FaultPoint after(long bytes) {
    return new FaultPoint(direction, checked(bytes), false);
  }

  /**
   * Where so many bytes have passed and another one has come, which is not passed on as yet. Before
   * byte 0 of the downstream is when a server has begun to answer, and the client knows nothing of
   * it.
   *
   * @param index of the byte that has come; the first is 0
   * @return the place
   */
  public FaultPoint before(long index) {
    return new FaultPoint(direction, checked(index), true);
  }

  private static long checked(long offset) {
    if (offset < 0) {
      throw new IllegalArgumentException(
          "an offset counts bytes from the connection's beginning and can't be " + offset);
    }
    return offset;
  }

  /**
   * Resets the connection: client and server see a reset (RFC 9293, section 3.5.2). A receiver that
   * reads gets every byte before it: where the system tells (Linux), the reset waits until all of
   * them are delivered, for a second at most. What has not been by then is lost, as with any reset.
   *
   * @return the fault
   */
  public Fault reset() {
    return fault(Action.End.RESET);
  }

  /**
   * Passes nothing more in this direction, and some time later resets the connection. What
   * Toxiproxy calls {@code reset_peer}.
   *
   * @param later how long until then
   * @return the fault
   */
  public Fault resetPeer(Duration later) {
    return fault(new Action.Stall(time(later), Action.Stall.Then.RESET));
  }

  /**
   * Ends the connection in an orderly way: both sides see its end (FIN), and if they go on sending
   * a reset, as from any peer that is gone.
   *
   * @return the fault
   */
  public Fault close() {
    return fault(Action.End.CLOSE);
  }

  /**
   * Ends this direction: its receiver sees the end (FIN), while the other direction goes on. What
   * comes after is read and thrown away, so its sender notices nothing, until the other direction
   * has ended as well: then a sender that goes on is reset.
   *
   * @return the fault
   */
  public Fault halfClose() {
    return fault(Action.End.HALF_CLOSE);
  }

  /**
   * Lets so many bytes more pass and then ends the connection. What Toxiproxy calls {@code
   * limit_data}.
   *
   * @param bytes how many from here on
   * @return the fault
   */
  public Fault limitData(long bytes) {
    return after(Math.addExact(offset, checked(bytes))).close();
  }

  /**
   * Passes nothing more in this direction and reads nothing more either, so that backpressure
   * reaches the sender. The connection stays open until the proxy is healed or closed.
   *
   * @return the fault
   */
  public Fault stall() {
    return fault(new Action.Stall(Action.Stall.FOR_EVER, Action.Stall.Then.GO_ON));
  }

  /**
   * Passes nothing in this direction for some time, as {@link #stall()}, then goes on.
   *
   * @param time how long
   * @return the fault
   */
  public Fault stall(Duration time) {
    return fault(new Action.Stall(time(time), Action.Stall.Then.GO_ON));
  }

  /**
   * Passes nothing more in this direction, and some time later ends the connection.
   *
   * @param later how long until then
   * @return the fault
   */
  public Fault timeout(Duration later) {
    return fault(new Action.Stall(time(later), Action.Stall.Then.CLOSE));
  }

  /**
   * Holds each piece of up to 64 KiB for some time before it passes.
   *
   * @param delay how long
   * @return the fault
   */
  public Fault latency(Duration delay) {
    return latency(delay, Duration.ZERO);
  }

  /**
   * Holds each piece of up to 64 KiB for some time before it passes, not always the same.
   *
   * @param delay how long at least
   * @param jitter how much longer at most; the sequence is the same for the same number of a
   *     connection
   * @return the fault
   */
  public Fault latency(Duration delay, Duration jitter) {
    return fault(new Action.Latency(time(delay), time(jitter)));
  }

  /**
   * Passes no more than so many bytes in a second, evenly.
   *
   * @param bytesPerSecond at least 1
   * @return the fault
   */
  public Fault bandwidth(long bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "a bandwidth is at least one byte a second, not "
              + bytesPerSecond
              + "; for none at all say stall()");
    }
    return fault(new Action.Bandwidth(bytesPerSecond));
  }

  /**
   * Passes bytes in pieces of a size, each written by itself.
   *
   * @param size in bytes, at least 1
   * @return the fault
   */
  public Fault slicer(int size) {
    return slicer(size, Duration.ZERO);
  }

  /**
   * Passes bytes in pieces of a size, each written by itself, with time between them.
   *
   * @param size in bytes, at least 1
   * @param delay before each piece
   * @return the fault
   */
  public Fault slicer(int size, Duration delay) {
    if (size < 1) {
      throw new IllegalArgumentException("a piece has at least one byte, not " + size);
    }
    return fault(new Action.Slicer(size, time(delay)));
  }

  /**
   * Holds the end (FIN) of this direction back for some time.
   *
   * @param delay how long
   * @return the fault
   */
  public Fault slowClose(Duration delay) {
    return fault(new Action.SlowClose(time(delay)));
  }

  private static Duration time(Duration time) {
    if (time.isNegative() || time.compareTo(Action.Stall.FOR_EVER) > 0) {
      throw new IllegalArgumentException("a time can't be " + time);
    }
    return time;
  }

  private Fault fault(Action action) {
    return Fault.of(new Step(this, action));
  }

  Direction direction() {
    return direction;
  }

  long offset() {
    return offset;
  }

  /** Whether the next byte must have come. */
  boolean onArrival() {
    return onArrival;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FaultPoint point
        && direction == point.direction
        && offset == point.offset
        && onArrival == point.onArrival;
  }

  @Override
  public int hashCode() {
    return Objects.hash(direction, offset, onArrival);
  }

  @Override
  public String toString() {
    if (onArrival) {
      return direction + "().before(" + offset + ")";
    }
    return direction + (offset == 0 ? "()" : "().after(" + offset + ")");
  }
}
