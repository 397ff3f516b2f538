package io.httpstream.tck.requirement;

import io.httpstream.transport.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A test that checks one rule of SPEC.md. Its name is the id and the rule's sentence; the
 * configuration parameter {@code httpstream.tck.only} selects by the id.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Test
public @interface Requirement {
  /**
   * The rule.
   *
   * @return for example {@code REQ-001}, stable and never used again for another rule
   */
  String id();

  /**
   * How binding it is.
   *
   * @return MUST unless said otherwise
   */
  Level level() default Level.MUST;

  /**
   * Who keeps it.
   *
   * @return the layer
   */
  Layer layer();

  /**
   * What a transport must be able to do for the rule to apply. If it can't, the case is
   * unsupported, once it is proven that what is not offered is refused.
   *
   * @return none for a rule that binds all
   */
  Capability[] needs() default {};

  /**
   * Where the rule comes from.
   *
   * @return a section of an RFC, empty if none demands it
   */
  String rfc() default "";

  /**
   * After how long a case has hung, before scaling.
   *
   * @return in seconds
   */
  int seconds() default 30;
}
