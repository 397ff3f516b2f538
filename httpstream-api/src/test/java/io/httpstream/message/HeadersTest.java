package io.httpstream.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
  @Test
  void repeatedFieldsKeepTheirOrderAndStayApart() {
    Headers headers = Headers.builder().add("Via", "a").add("X", "1").add("via", "b").build();
    assertEquals(List.of("a", "b"), headers.all("VIA"));
    assertEquals("[Via: a, X: 1, via: b]", headers.toString());
  }

  @Test
  void settingAFieldReplacesAllOfItsName() {
    Headers headers = Headers.builder().add("A", "1").add("a", "2").set("A", "3").build();
    assertEquals(List.of("3"), headers.all("a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "a\u007fb", "a\u20acb"})
  void aValueThatCouldEndTheFieldIsRejected(String value) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Headers.of("X-Name", value));
    assertTrue(e.getMessage().contains("X-Name"), e.getMessage());
    assertTrue(e.getMessage().contains("index 1"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:b", "a\r\nb", "é"})
  void aNameThatIsNoTokenIsRejected(String name) {
    assertThrows(IllegalArgumentException.class, () -> Headers.of(name, "value"));
  }

  @Test
  void aServersValueMayHoldLatinOneButARequestsMayNot() {
    assertEquals("é", Headers.of("X", "é").first("X").orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> Request.checkHeader("X", "é"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Host", "content-length", "Transfer-Encoding", "CONNECTION", "Expect", "Upgrade"})
  void aRequestCannotSetWhatFramesTheMessage(String name) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Request.checkHeader(name, "1"));
    assertTrue(e.getMessage().contains("transport"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Cookie",
        "Set-Cookie",
        "Proxy-Authorization",
        "X-Auth-Token",
        "X-Api-Key",
        "X-Amz-Security-Token"
      })
  void credentialsAreNotShown(String name) {
    assertFalse(Headers.of(name, "secret").toString().contains("secret"));
  }

  @Test
  void ofUrisInHeadersTheQueryIsNotShown() {
    assertEquals(
        "[Location: https://h/cb?***]",
        Headers.of("Location", "https://h/cb?code=secret").toString());
  }
}
