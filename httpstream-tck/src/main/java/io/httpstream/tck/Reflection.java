package io.httpstream.tck;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Calls a case as JUnit would. */
final class Reflection {
  private Reflection() {}

  static void call(Method method, Object instance, Bench bench) throws Throwable {
    method.setAccessible(true);
    try {
      method.invoke(instance, bench);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
