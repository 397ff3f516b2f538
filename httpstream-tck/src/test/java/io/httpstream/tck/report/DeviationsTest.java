package io.httpstream.tck.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Properties;
import org.junit.jupiter.api.Test;

/** A file of deviations says what is wrong with it. */
class DeviationsTest {
  private static Properties complete(String id) {
    Properties properties = new Properties();
    properties.setProperty(id + ".when", "java < 19");
    properties.setProperty(id + ".kind", "stable");
    for (String key : new String[] {"why", "upstream", "instead", "proof"}) {
      properties.setProperty(id + "." + key, key);
    }
    return properties;
  }

  private static String mistake(Properties properties) {
    return assertThrows(IllegalStateException.class, () -> Deviations.parse(properties, "the file"))
        .getMessage();
  }

  @Test
  void aRuleThatDoesNotExistIsNamed() {
    assertEquals("the file names REQ-999, and there is no such rule", mistake(complete("REQ-999")));
  }

  @Test
  void aKeyThatLacksIsNamed() {
    Properties properties = complete("REQ-001");
    properties.remove("REQ-001.proof");
    assertEquals("the file lacks REQ-001.proof", mistake(properties));
  }

  @Test
  void anUnknownConditionIsShown() {
    Properties properties = complete("REQ-001");
    properties.setProperty("REQ-001.when", "on Tuesdays");
    assertTrue(mistake(properties).endsWith("not \"on Tuesdays\""));
  }

  @Test
  void conditionsHoldOnTheVersionsThatTheyName() {
    assertTrue(holds("java < 17.0.18", "17.0.15"));
    assertFalse(holds("java < 17.0.18", "17.0.18"));
    assertFalse(holds("java < 17.0.18", "25"));
    assertTrue(holds("java >= 19", "19.0.1"));
    assertFalse(holds("java >= 19", "18.0.2"));
    assertTrue(holds("always", "17"));
  }

  private static boolean holds(String condition, String version) {
    return JavaRange.parse(condition, "").contains(Runtime.Version.parse(version));
  }
}
