package io.httpstream.multipart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
  private static String written(RequestBody body) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    if (body.length() >= 0) {
      assertEquals(body.length(), out.size(), "the computed length");
    }
    String type = body.mediaType().orElseThrow();
    String boundary = type.substring(type.indexOf('=') + 1);
    return out.toString(StandardCharsets.UTF_8).replace(boundary, "B");
  }

  @Test
  void aFormIsWrittenAsBrowsersWriteIt(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("a.txt"), "content");
    String form = written(Multipart.of(Part.field("name", "wért"), Part.file("f", file)).toBody());
    assertEquals(
        """
        --B
        Content-Disposition: form-data; name="name"

        wért
        --B
        Content-Disposition: form-data; name="f"; filename="a.txt"
        Content-Type: application/octet-stream

        content
        --B--
        """
            .replace("\n", "\r\n"),
        form);
  }

  @Test
  void theCharactersThatCouldEndANameAreEscapedAndOthersAreUtf8() throws Exception {
    String form =
        written(Multipart.of(Part.file("a\"b", "\r\nX: y\"; ü😀", RequestBody.text(""))).toBody());
    assertTrue(form.contains("name=\"a%22b\"; filename=\"%0D%0AX: y%22; ü😀\"\r\n"), form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "a\tb", "a\u007fb", "a\u0085b", "a\ud800b"})
  void aNameThatNoEscapeMakesSafeIsRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> Part.field(name, "x"));
    assertThrows(IllegalArgumentException.class, () -> Part.file("f", name, RequestBody.text("x")));
  }

  @Test
  void theLengthIsKnownIfThatOfEveryPartIs() throws Exception {
    Part known = Part.field("a", "b");
    Part unknown = Part.file("f", "n", RequestBody.writer(out -> out.write('x')));
    assertTrue(Multipart.of(known).toBody().length() > 0);
    assertEquals(-1, Multipart.of(known, unknown).toBody().length());
    written(Multipart.of(known, unknown).toBody());
  }

  @Test
  void aFormOfReplayablePartsIsReplayable() throws Exception {
    Multipart form = Multipart.of(Part.field("a", "b"));
    RequestBody twice = form.toBody();
    assertSame(twice, form.toBody(), "one body, so that it is known whether it was sent");
    assertTrue(twice.isReplayable());
    assertEquals(written(twice), written(twice));
    RequestBody once =
        Multipart.of(
                Part.field("a", "b"),
                Part.file("f", "n", RequestBody.stream(new ByteArrayInputStream(new byte[1]))))
            .toBody();
    assertFalse(once.isReplayable());
  }

  @Test
  void aFormWithoutPartsIsRefused() {
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Multipart.of(List.of()))
            .getMessage()
            .contains("add a field"));
  }

  @Test
  void aPartOfAnotherLengthThanItDeclaredIsNamed() {
    for (int length : new int[] {2, 4}) {
      Part wrong =
          Part.file("f", "n", RequestBody.writer(out -> out.write(new byte[3])).length(length));
      Part unknown = Part.file("g", "n", RequestBody.writer(out -> {}));
      IOException e =
          assertThrows(IOException.class, () -> written(Multipart.of(wrong, unknown).toBody()));
      assertTrue(e.getMessage().contains("part \"f\""), e.getMessage());
    }
  }

  @Test
  void aStreamThatIsTooLongForItsPartIsNoticed() {
    RequestBody stream = RequestBody.stream(new ByteArrayInputStream(new byte[100])).length(10);
    assertThrows(
        IOException.class, () -> written(Multipart.of(Part.file("f", "n", stream)).toBody()));
  }

  @Test
  void aPartsWriterCannotWriteIntoTheNextPart() throws Exception {
    AtomicReference<OutputStream> kept = new AtomicReference<>();
    Part keeper = Part.file("f", "n", RequestBody.writer(kept::set));
    Part next =
        Part.file(
            "g",
            "n",
            RequestBody.writer(out -> assertThrows(IOException.class, () -> kept.get().write(1))));
    written(Multipart.of(keeper, next).toBody());
  }

  @Test
  void closingTheBodyClosesEverySourceOnceAlsoIfOneFails() {
    List<String> closed = new ArrayList<>();
    RequestBody body =
        Multipart.of(
                Part.file("a", "n", RequestBody.closing("a", out -> {}, failing("a", closed))),
                Part.file("b", "n", RequestBody.closing("b", out -> {}, failing("b", closed))))
            .toBody();
    IOException e = assertThrows(IOException.class, body::close);
    assertEquals("a", e.getMessage());
    assertEquals("b", e.getSuppressed()[0].getMessage());
    assertEquals(List.of("a", "b"), closed);
  }

  private static java.io.Closeable failing(String name, List<String> closed) {
    return () -> {
      closed.add(name);
      throw new IOException(name);
    };
  }

  @Test
  void aRelayedResponseGivesNameTypeAndLength() throws Exception {
    Request request = Request.builder("GET", URI.create("http://h/dir/seg%20ment")).build();
    Response.Builder response =
        Response.builder(200)
            .request(request)
            .header("Content-Type", "text/csv")
            .header("Content-Length", "3");
    Part unnamed = Part.file("f", response.body("abc").build());
    assertEquals("seg ment", unnamed.fileName().orElseThrow());
    assertEquals("text/csv", unnamed.mediaType().orElseThrow());
    assertTrue(Multipart.of(unnamed).toBody().length() > 0);
    Part named =
        Part.file(
            "f",
            response.header("Content-Disposition", "attachment; filename=\"../n.csv\"").build());
    assertEquals("n.csv", named.fileName().orElseThrow());
  }

  @Test
  void eachFormHasABoundaryOfItsOwn() {
    assertNotEquals(
        Multipart.of(Part.field("a", "b")).toBody().mediaType(),
        Multipart.of(Part.field("a", "b")).toBody().mediaType());
    assertTrue(Boundary.random().length() <= 70, "RFC 2046, section 5.1.1");
  }
}
