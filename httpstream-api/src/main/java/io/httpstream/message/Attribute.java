package io.httpstream.message;

import java.util.Objects;

/**
 * A typed key for what middleware and callers attach to a {@link Request} or a {@link Scope}. Keys
 * are compared by identity: keep one in a constant.
 *
 * @param <T> the type of the value
 */
public final class Attribute<T> {
  private final String name;
  private final Class<T> type;

  private Attribute(String name, Class<T> type) {
    this.name = Objects.requireNonNull(name, "name");
    this.type = Objects.requireNonNull(type, "type");
  }

  /**
   * Makes a new key, different from all others, also from those of the same name.
   *
   * @param name for diagnostics
   * @param type the class of the values
   * @param <T> the type of the values
   * @return the key
   */
  public static <T> Attribute<T> of(String name, Class<T> type) {
    return new Attribute<>(name, type);
  }

  /**
   * Casts a value to this key's type.
   *
   * @param value a value stored under this key
   * @return the value
   */
  T cast(Object value) {
    return type.cast(value);
  }

  @Override
  public String toString() {
    return name;
  }
}
