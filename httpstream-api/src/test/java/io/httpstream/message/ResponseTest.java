package io.httpstream.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {
  private final AtomicInteger closed = new AtomicInteger();

  private Response.Builder closing(int status, String body) {
    return Response.builder(status)
        .body(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)) {
              @Override
              public void close() {
                closed.incrementAndGet();
              }
            });
  }

  @Test
  void successReturnsTheResponseAndAnythingElseClosesItAndThrows() throws Exception {
    Response created = closing(201, "x").build();
    assertSame(created, created.requireSuccess());
    assertEquals(0, closed.get());

    Response missing = closing(404, "no such thing").header("Retry-After", "1").build();
    StatusException e = assertThrows(StatusException.class, missing::requireSuccess);
    assertEquals(404, e.status());
    assertEquals("no such thing", e.excerpt());
    assertEquals("1", e.headers().first("retry-after").orElseThrow());
    assertFalse(e.getMessage().contains("no such thing"), "the body must not get into logs");
    assertEquals(1, closed.get());
  }

  @Test
  void theExcerptOfAHugeBodyIsBounded() {
    Response huge = closing(500, "x".repeat(100_000)).build();
    assertEquals(
        8192, assertThrows(StatusException.class, huge::requireSuccess).excerpt().length());
  }

  @Test
  void textIsBoundedAndClosesTheResponse() throws Exception {
    assertEquals("abc", closing(200, "abc").build().textAtMost(3));
    Response longer = closing(200, "abcd").build();
    assertTrue(
        assertThrows(IOException.class, () -> longer.textAtMost(3))
            .getMessage()
            .contains("3 bytes"));
    assertEquals(2, closed.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=ISO-8859-1", "text/plain;charset=\"latin1\""})
  void textIsDecodedByTheCharsetOfItsType(String type) throws Exception {
    byte[] latin = "é".getBytes(StandardCharsets.ISO_8859_1);
    Response response =
        Response.builder(200)
            .header("Content-Type", type)
            .body(new ByteArrayInputStream(latin))
            .build();
    assertEquals("é", response.text());
  }

  @Test
  void anUnknownCharsetIsTakenForUtf8() throws Exception {
    Response response =
        Response.builder(200).header("Content-Type", "a/b; charset=no/such").body("é").build();
    assertEquals("é", response.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "attachment; filename=a.txt                                  | a.txt",
        "attachment; filename=\"a b;c.txt\"; x=y                     | a b;c.txt",
        "attachment; filename=\"a\\\"b.txt\"                         | a\"b.txt",
        "attachment; filename=\"../../etc/passwd\"                   | passwd",
        "attachment; filename=\"C:\\\\temp\\\\x.exe\"                | x.exe",
        "attachment; filename=old.txt; filename*=UTF-8''n%C3%A9.txt  | né.txt",
        "attachment; filename*=UTF-8''..%2F..%2Fx                    | x",
        "attachment; filename*=bad; filename=good.txt                | good.txt",
        "attachment; FileName=\"a%00b\"                              | a%00b",
        "inline; foo; filename=z                                     | z"
      })
  void theFileNameIsReadAndMadeSafe(String field, String name) {
    Response response = Response.builder(200).header("Content-Disposition", field).build();
    assertEquals(name, response.fileName().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attachment",
        "attachment; filename=\"..\"",
        "attachment; filename=\"a/\"",
        "attachment; filename*=UTF-8''%2e%2e",
        "attachment; filename*=UTF-8''%zz",
        "attachment; filename*=UTF-8''%0a%0d"
      })
  void aNameOfWhichNothingIsLeftIsNone(String field) {
    Response response = Response.builder(200).header("Content-Disposition", field).build();
    assertTrue(response.fileName().isEmpty());
  }

  @Test
  void charactersThatMisleadAreRemovedFromTheFileName() {
    assertEquals("abc.txt", FileName.clean("a\u202eb\u0000c.txt").orElseThrow());
    assertEquals(255, FileName.clean("x".repeat(400)).orElseThrow().length());
    assertEquals(127, FileName.clean("é".repeat(400)).orElseThrow().length(), "255 bytes");
    assertEquals("C_evil.exe", FileName.clean("C:evil.exe").orElseThrow());
  }

  @Test
  void withoutANameTheLastSegmentOfThePathIsMadeSafe() {
    Request request =
        Request.builder("GET", java.net.URI.create("http://h/d/%2e%2e%5c%2e%2e%5cevil%00.exe"))
            .build();
    Response response = Response.builder(200).request(request).build();
    assertEquals("evil.exe", response.fileName().orElseThrow());
  }

  @Test
  void aResponseThatHasNoBodyHasTheLengthZeroWhateverItsHeadersSay() {
    Request head = Request.builder("HEAD", java.net.URI.create("http://h/")).build();
    Response.Builder response = Response.builder(200).header("Content-Length", "5");
    assertEquals(5, response.build().bodyLength());
    assertEquals(0, response.request(head).build().bodyLength());
    assertEquals(0, Response.builder(304).header("Content-Length", "5").build().bodyLength());
    assertEquals(-1, Response.builder(200).build().bodyLength());
  }

  @Test
  void abortRunsTheAbortOfTheTransportBeforeItCloses() {
    StringBuilder order = new StringBuilder();
    closing(200, "x").onAbort(() -> order.append("abort ").append(closed.get())).build().abort();
    assertEquals("abort 0", order.toString());
    assertEquals(1, closed.get());
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "-1, -1", "x, -1", "9999999999999999999999, -1", "'', -1"})
  void aContentLengthThatIsNoNumberIsUnknown(String value, long length) {
    assertEquals(
        length, Response.builder(200).header("Content-Length", value).build().contentLength());
  }
}
