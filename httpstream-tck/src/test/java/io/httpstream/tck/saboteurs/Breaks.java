package io.httpstream.tck.saboteurs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a saboteur breaks. Public, as JUnit looks into repeated annotations. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Breaks.All.class)
public @interface Breaks {
  /** The rules that it must fail. */
  String[] ids();

  /** Part of the message of each failure. */
  String message();

  /** The first version of Java on which it can be seen. */
  int since() default 17;

  /** For several rules with messages of their own. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** Each of them. */
    Breaks[] value();
  }
}
