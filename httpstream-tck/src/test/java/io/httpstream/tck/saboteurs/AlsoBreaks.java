package io.httpstream.tck.saboteurs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a saboteur breaks besides what it is there for: a fault in one place shows in many. Only
 * {@link AllMutants} looks at it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface AlsoBreaks {
  /** Rules that it fails each time. */
  String[] value() default {};

  /** Rules that it fails or not, as threads happen to run. */
  String[] sometimes() default {};
}
