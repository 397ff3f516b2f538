package io.httpstream.tck.requirement;

/** Who keeps a rule, and hence through which door it is checked. */
public enum Layer {
  /** The subclass of the TCK, and the machine: checked before all others, through no door. */
  FIXTURE,
  /** The transport: checked bare as well as through the client, whose guard may hide its faults. */
  TRANSPORT,
  /** The guard around every transport: checked through the client. */
  GUARD,
  /** The client above the guard: checked through the client. */
  CLIENT
}
