package io.httpstream.transport;

/** Something was asked of a transport that it has not declared; nothing was sent. */
public class UnsupportedCapabilityException extends UnsupportedOperationException {
  private static final long serialVersionUID = 1L;

  /** What was asked. */
  private final Capability capability;

  /**
   * Makes an exception.
   *
   * @param capability what was asked
   */
  public UnsupportedCapabilityException(Capability capability) {
    super("this transport does not support " + capability.words() + " (" + capability + ")");
    this.capability = capability;
  }

  /**
   * What was asked.
   *
   * @return the capability
   */
  public Capability capability() {
    return capability;
  }
}
