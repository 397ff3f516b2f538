package io.httpstream.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void theDefaultsAreThoseOfTheDocumentation() {
    Limits limits = Limits.defaults();
    assertEquals(Duration.ofSeconds(10), limits.get(Limit.CONNECT));
    assertEquals(Duration.ofSeconds(30), limits.get(Limit.LEASE));
    assertEquals(Duration.ofSeconds(30), limits.get(Limit.RESPONSE_HEADERS));
    assertEquals(Duration.ofMinutes(5), limits.responseHeadersAfterBody());
    assertEquals(Duration.ofSeconds(30), limits.get(Limit.READ_IDLE));
    assertEquals(Duration.ofSeconds(60), limits.get(Limit.WRITE_STALL));
    assertEquals(Limits.NEVER, limits.get(Limit.PRODUCER_IDLE));
    assertEquals(Limits.NEVER, limits.get(Limit.TOTAL));
  }

  @Test
  void settingTheHeadersLimitSetsItAfterABodyToo() {
    Limits limits = Limits.defaults().responseHeaders(Duration.ofSeconds(1));
    assertEquals(Duration.ofSeconds(1), limits.responseHeadersAfterBody());
  }

  @Test
  void aLimitOfNoTimeIsRejectedByItsName() {
    for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Limits.defaults().readIdle(bad));
      assertTrue(e.getMessage().contains("read idle"), e.getMessage());
    }
  }

  /** In a class loader of its own: here both are initialised long since. */
  @Test
  void aProgramMaySpeakOfALimitBeforeItSpeaksOfLimits() throws Exception {
    URL classes = Limit.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader fresh =
        new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
      Class<?> limit = Class.forName(Limit.class.getName(), true, fresh);
      assertEquals(Limit.values().length, limit.getEnumConstants().length);
    }
  }
}
