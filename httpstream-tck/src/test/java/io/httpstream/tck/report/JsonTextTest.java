package io.httpstream.tck.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever a failure's message holds, the report stays JSON. */
class JsonTextTest {
  @Test
  void whatEndsAStringIsEscaped() {
    assertEquals(
        "{\"a\\\"b\": \"c\\\\d\\u000a\\u00e9\"}", JsonText.object(Map.of("a\"b", "c\\d\n\u00e9")));
  }
}
