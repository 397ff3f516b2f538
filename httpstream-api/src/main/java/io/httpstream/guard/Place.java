package io.httpstream.guard;

import io.httpstream.message.Attribute;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the user's program made a call: one frame of its stack, or all of it if leaks are traced.
 * Told when the response to it is never closed.
 */
public final class Place {
  /** Under this key a call's place is kept in its scope. */
  public static final Attribute<Place> OF_CALL = Attribute.of("place", Place.class);

  private static final StackWalker WALKER = StackWalker.getInstance();

  /** By their full names: a program's own packages may well begin with the same words. */
  private static final Set<String> LIBRARY =
      Set.of(
          "io.httpstream",
          "io.httpstream.guard",
          "io.httpstream.message",
          "io.httpstream.middleware",
          "io.httpstream.multipart",
          "io.httpstream.stream",
          "io.httpstream.transport");

  private final @Nullable StackFrame frame;
  private final @Nullable Throwable stack;

  private Place(@Nullable StackFrame frame, @Nullable Throwable stack) {
    this.frame = frame;
    this.stack = stack;
  }

  /**
   * The place that calls this library now.
   *
   * @return with the whole stack if the logger {@code io.httpstream.leak} is at debug level
   */
  public static Place here() {
    StackFrame caller =
        WALKER.walk(frames -> frames.filter(Place::isUsers).findFirst().orElse(null));
    return new Place(caller, Leaks.areTraced() ? new Throwable("opened here") : null);
  }

  private static boolean isUsers(StackFrame frame) {
    String type = frame.getClassName();
    int dot = type.lastIndexOf('.');
    return !LIBRARY.contains(type.substring(0, Math.max(dot, 0)));
  }

  /** The whole stack, if leaks were traced. */
  Optional<Throwable> stack() {
    return Optional.ofNullable(stack);
  }

  @Override
  public String toString() {
    return frame == null ? "an unknown place" : frame.toStackTraceElement().toString();
  }
}
