package io.httpstream.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
  private static Request.Builder get(String uri) {
    return Request.builder("GET", URI.create(uri));
  }

  @ParameterizedTest
  @CsvSource({
    "http://h, http://h/",
    "HTTP://h/a%2Fb?q=%20, http://h/a%2Fb?q=%20",
    "http://h/p#fragment, http://h/p",
    "http://[::1]:8080/x, http://[::1]:8080/x",
    "http://bücher.example/ü, http://xn--bcher-kva.example/%C3%BC"
  })
  void theTargetIsSentInItsAsciiForm(String given, String sent) {
    assertEquals(sent, get(given).build().uri().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/relative, base URI",
    "ftp://h/, only http and https",
    "http:///path, no host",
    "http://user:secret@h/, Authorization",
    "http://h_h/, valid name",
    "http://h:70000/, ports go from 1",
    "mailto:me@example.com, only http"
  })
  void aUriThatCannotBeSentToSaysWhy(String uri, String remedy) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> get(uri));
    assertTrue(e.getMessage().contains(remedy), e.getMessage());
    assertFalse(e.getMessage().contains("secret"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GE T", "GET\r\nX: y", "CONNECT", "GÉT"})
  void aMethodThatIsNoTokenIsRejected(String method) {
    assertThrows(
        IllegalArgumentException.class, () -> Request.builder(method, URI.create("http://h/")));
  }

  @Test
  void theMethodIsSentAsItIsGiven() {
    assertEquals("get", Request.builder("get", URI.create("http://h/")).build().method());
  }

  @Test
  void neitherQueryValuesNorCredentialsAreShown() {
    assertEquals("GET http://h/p?token=***&***", get("http://h/p?token=1&flag").build().toString());
  }

  @Test
  void theBodysMediaTypeIsTheContentTypeUnlessThatWasSet() {
    RequestBody text = RequestBody.text("x");
    assertEquals(
        List.of("text/plain; charset=utf-8"),
        get("http://h/").body(text).build().headers().all("Content-Type"));
    assertEquals(
        List.of("text/csv"),
        get("http://h/")
            .header("content-type", "text/csv")
            .body(text)
            .build()
            .headers()
            .all("Content-Type"));
  }

  @Test
  void theContentTypeOfABodyGoesWithTheBody() {
    Request text = get("http://h/").body(RequestBody.text("x")).build();
    assertTrue(text.toBuilder().body(RequestBody.empty()).build().headers().size() == 0);
    assertEquals(
        List.of("a/b"),
        text.toBuilder()
            .body(RequestBody.text("x").mediaType("a/b"))
            .build()
            .headers()
            .all("Content-Type"));
  }

  @Test
  void attributesAreTypedAndComparedByIdentity() {
    Attribute<Integer> one = Attribute.of("n", Integer.class);
    Attribute<Integer> other = Attribute.of("n", Integer.class);
    Request request = get("http://h/").attribute(one, 1).build().toBuilder().build();
    assertEquals(1, request.attribute(one).orElseThrow());
    assertTrue(request.attribute(other).isEmpty());
  }
}
