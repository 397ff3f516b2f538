package io.httpstream.examples.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelayServersTest {
  private static final LineFile FILE = LineFile.cutAt(100_000);

  private RelayServers servers;
  private HttpStreamClient http;

  @BeforeEach
  void start() throws Exception {
    servers = RelayServers.start(FILE.length());
    http = HttpStreamClient.create();
  }

  @AfterEach
  void stop() {
    http.close();
    servers.close();
  }

  @Test
  void theFileComesWithItsNameTypeLengthAndHash() throws IOException {
    try (Response response = http.get(servers.file()).send()) {
      assertEquals(200, response.status());
      assertEquals(Optional.of("large_file.txt"), response.fileName());
      assertEquals(Optional.of("text/plain"), response.header("Content-Type"));
      assertEquals(FILE.length(), response.contentLength());
      assertEquals(Optional.of(Sha256.toField(FILE.sha256())), response.header("Repr-Digest"));
      assertEquals(FILE.length(), response.body().readAllBytes().length);
    }
  }

  @Test
  void theBeginningOfTheFileCanBeAskedFor() throws IOException {
    String line = http.get(servers.file()).queryParam("bytes", 42).send(Response::text);
    assertEquals("Line 1: This is a line in the large file.\n", line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "100001"})
  void moreOrLessThanThereIsCanNot(String bytes) throws IOException {
    assertEquals(400, http.get(servers.file()).queryParam("bytes", bytes).send(Response::status));
  }

  @ParameterizedTest
  @CsvSource({
    "large_file.txt, large_file.txt",
    "../../etc/x, x",
    "C:\\x, x",
    "a b%41.txt, a b%41.txt",
    ".., upload"
  })
  void anUploadIsSavedUnderItsNameWithoutThePath(String sent, String saved) throws IOException {
    InputStream content = new ByteArrayInputStream(new byte[1000]);
    try (Response answer =
        http.multipart(servers.upload()).field("kind", "test").file("file", sent, content).send()) {
      assertEquals(201, answer.status());
      assertEquals("name=" + saved + " bytes=1000\n", answer.text());
      URI location = servers.upload().resolve(answer.header("Location").orElseThrow());
      assertEquals(1000, http.head(location).send(Response::contentLength));
    }
  }

  @Test
  void anEmptyFileIsSavedToo() throws IOException {
    String answer =
        http.multipart(servers.upload())
            .file("file", "empty.txt", InputStream.nullInputStream())
            .send(Response::text);
    assertEquals("name=empty.txt bytes=0\n", answer);
  }

  @Test
  void whatIsNoMultipartMessageIsRefused() throws IOException {
    // Without a body: the server would not read it, and its reset might overtake the answer.
    int status =
        http.post(servers.upload()).header("Content-Type", "text/plain").send(Response::status);
    assertEquals(415, status);
  }

  @Test
  void aMessageWithoutItsLastBoundaryIsRefusedAndNothingIsSaved() throws IOException {
    String form = "--b\r\nContent-Disposition: form-data; name=f; filename=half.txt\r\n\r\nhalf";
    int status =
        http.post(servers.upload())
            .body("multipart/form-data; boundary=b", out -> out.write(form.getBytes(US_ASCII)))
            .send(Response::status);
    assertEquals(400, status);
    assertEquals(404, http.head(servers.upload().resolve("/uploads/0")).send(Response::status));
  }

  @Test
  void nothingThatWasSavedIsLeftAtTheEnd() throws IOException {
    Uploads uploads = Uploads.inTemporaryDirectory();
    Upload upload = uploads.begin("x");
    uploads.finish(upload);
    assertTrue(upload.file().toFile().isFile());
    uploads.delete();
    assertFalse(uploads.directory().toFile().exists());
  }
}
