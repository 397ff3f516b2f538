package io.httpstream;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The text of a parameter's or field's value, of any type that has one. */
final class ParameterValue {
  private ParameterValue() {}

  /** One text; several values have no place here. */
  static String one(String name, Object value) {
    Objects.requireNonNull(value, "value");
    if (value instanceof Iterable || value instanceof Optional || value.getClass().isArray()) {
      throw new IllegalArgumentException(
          "the parameter \""
              + name
              + "\" can't be of the type "
              + value.getClass().getTypeName()
              + ": its text would not be its value; give single values, or a List where several"
              + " are allowed");
    }
    return value.toString();
  }

  /** A text for each element of an Iterable, else one text. */
  static List<String> all(String name, Object value) {
    Objects.requireNonNull(value, "value");
    if (!(value instanceof Iterable<?> several)) {
      return List.of(one(name, value));
    }
    List<String> texts = new ArrayList<>();
    several.forEach(element -> texts.add(one(name, element)));
    return texts;
  }
}
