package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.HttpStreamClient;
import io.httpstream.message.Response;
import io.httpstream.message.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrackersTest {
  private final ScriptedTransport transport = ScriptedTransport.accepting();
  private HttpStreamClient client;

  @BeforeEach
  void start() {
    RecordingTracker.OPEN.clear();
    transport.script =
        (request, call) ->
            Response.builder(200).body(new ByteArrayInputStream(new byte[] {1})).build();
    client = HttpStreamClient.builder("http://h").transport(transport).build();
  }

  @AfterEach
  void close() {
    client.close();
    RecordingTracker.OPEN.clear();
  }

  private static long open() {
    return RecordingTracker.OPEN.size();
  }

  @Test
  void aResponseIsToldWithThePlaceOfItsCall() throws IOException {
    client.get("/a").queryParam("q", "secret").send();
    String told = RecordingTracker.OPEN.iterator().next();
    // This package is the library's, so that the place is who has called the test.
    String expected = "GET http://h/a\\?q=[^s]* -> 200 at .*\\(.*\\)";
    assertTrue(told.matches(expected), told);
  }

  @Test
  void oneThatIsClosedIsOver() throws IOException {
    client.get("/").send().close();
    assertEquals(0, open());
  }

  @Test
  void oneThatIsReadToItsEndIsOver() throws IOException {
    client.get("/").send().body().readAllBytes();
    assertEquals(0, open());
  }

  @Test
  void oneThatIsAbortedOrCancelledIsOver() throws IOException {
    client.get("/").send().abort();
    Scope scope = Scope.create();
    client.get("/").scope(scope).send();
    scope.cancel("enough");
    assertEquals(0, open());
  }

  @Test
  void oneThatIsStillOpenWhenItsClientIsClosedIsNotOverBeforeItIsClosed() throws IOException {
    Response response = client.get("/").send();
    client.close();
    assertEquals(1, open());
    response.close();
    assertEquals(0, open());
  }

  @Test
  void aTrackerThatFailsHarmsNobody() throws IOException {
    assertEquals(1, client.get("/fails").send(r -> r.body().readAllBytes()).length);
    assertEquals(List.of(), List.copyOf(RecordingTracker.OPEN));
  }
}
