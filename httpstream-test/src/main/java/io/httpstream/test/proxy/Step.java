package io.httpstream.test.proxy;

/**
 * One thing that goes wrong, at one place.
 *
 * @param point where
 * @param action what
 */
record Step(FaultPoint point, Action action) {
  @Override
  public String toString() {
    return point + "." + action;
  }
}
