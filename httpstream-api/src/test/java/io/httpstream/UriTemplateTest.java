package io.httpstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {
  private static String expand(String template, Consumer<UriTemplate> values) {
    UriTemplate uri = new UriTemplate(template);
    values.accept(uri);
    return uri.expand().toString();
  }

  private static String refusal(String template, Consumer<UriTemplate> values) {
    return assertThrows(IllegalArgumentException.class, () -> expand(template, values))
        .getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "42, 42",
    "a/b, a%2Fb",
    "a b, a%20b",
    "é, %C3%A9",
    "😀, %F0%9F%98%80",
    "a%2Fb, a%252Fb",
    "a?b#c&d=e, a%3Fb%23c%26d%3De",
    "-._~, -._~",
    "a;b:c@d, a%3Bb%3Ac%40d"
  })
  void aValueIsEncodedButForTheUnreserved(String value, String encoded) {
    assertEquals("http://h/x/" + encoded, expand("http://h/x/{v}", uri -> uri.bind("v", value)));
  }

  @Test
  void aPlusKeepsSlashesOnly() {
    assertEquals("http://h/a/b%3Fc", expand("http://h/{+key}", uri -> uri.bind("key", "a/b?c")));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", ".."})
  void aValueOfDotsIsRefused(String value) {
    assertTrue(
        refusal("http://h/x/{v}/y", uri -> uri.bind("v", value)).contains("another resource"));
    assertTrue(
        refusal("http://h/{+v}", uri -> uri.bind("v", "a/" + value + "/b"))
            .contains("another resource"));
  }

  @Test
  void dotsThatMeetOnlyInThePathAreRefusedToo() {
    String why =
        refusal(
            "http://h/{a}{b}",
            uri -> {
              uri.bind("a", ".");
              uri.bind("b", ".");
            });
    assertTrue(why.contains("\"..\""), why);
    assertTrue(refusal("http://h/.{v}/x", uri -> uri.bind("v", ".")).contains("\"..\""));
  }

  @Test
  void dotsOfTheTemplateItselfStay() {
    assertEquals("http://h/a/../1", expand("http://h/a/../{v}", uri -> uri.bind("v", "1")));
  }

  @Test
  void unboundUnknownEmptyAndTwiceBoundAreRefusedByName() {
    assertTrue(refusal("http://h/{id}", uri -> {}).contains("\"id\" of \"http://h/{id}\""));
    assertTrue(refusal("http://h/", uri -> uri.bind("id", "1")).contains("\"id\" does not occur"));
    assertTrue(refusal("http://h/{id}", uri -> uri.bind("id", "")).contains("\"id\" is empty"));
    assertTrue(
        refusal(
                "http://h/{id}",
                uri -> {
                  uri.bind("id", "1");
                  uri.bind("id", "2");
                })
            .contains("bound twice"));
    assertTrue(refusal("http://h/{id", uri -> {}).contains("brace"));
  }

  @Test
  void queryParametersFollowThoseOfTheTemplate() {
    assertEquals(
        "http://h/p?a=1&b%20c=d%26e",
        expand(
            "http://h/p?a={v}",
            uri -> {
              uri.bind("v", "1");
              uri.query("b c", "d&e");
            }));
    assertEquals("http://h/p?q=%2B", expand("http://h/p", uri -> uri.query("q", "+")));
  }

  @Test
  void percentEncodingOfTheTemplateIsLeftAlone() {
    assertEquals("http://h/a%2Fb", expand("http://h/a%2Fb", uri -> {}));
  }

  @Test
  void anInvalidTemplateSaysWhere() {
    assertTrue(refusal("http://h/a b", uri -> {}).contains("at index 10"));
    assertTrue(refusal("http://h/%zz", uri -> {}).contains("no valid URI"));
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertTrue(refusal("http://h/{v}", uri -> uri.bind("v", "\ud800")).contains("Unicode"));
  }

  @Test
  void whatMayBeSecretIsNotShownInAnyMessage() {
    for (String message :
        new String[] {
          refusal("http://u:secret@h/{id}?token=secret", uri -> {}),
          refusal("http://h/x?token=secret", uri -> uri.bind("id", "1")),
          refusal("http://u:secret@h/a b", uri -> uri.query("q", "secret")),
          refusal("http://h/%zz?token=secret", uri -> {}),
          refusal("http://h/#secret?secret", uri -> {}).replace("#secret", "")
        }) {
      assertTrue(message.contains("\"http://h/"), message);
      assertTrue(!message.contains("secret"), message);
    }
  }
}
