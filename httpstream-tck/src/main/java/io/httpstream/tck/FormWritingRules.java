package io.httpstream.tck;

import io.httpstream.MultipartRequestBuilder;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.multipart.Part;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** MPT: how a form is written, part by part. */
abstract class FormWritingRules extends RuleGroup {
  private static final String FIRST = "the beginning of the first part";
  private static final String SECOND = "the beginning of the second part";

  @Requirement(id = "MPT-008", layer = Layer.CLIENT)
  void onePartIsOpenAtATime(Rig rig) throws Exception {
    Signal firstSeen = rig.signal("the server saw what the writer of a form's part had flushed");
    Signal secondSeen = rig.signal("the server saw a form's first part before the second was read");
    List<String> log = new CopyOnWriteArrayList<>();
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  InputStream body = connection.body(head);
                  readUntil(FIRST, body);
                  firstSeen.raise();
                  readUntil(SECOND, body);
                  secondSeen.raise();
                  body.readAllBytes();
                  log.add("Content-Length " + head.all("Content-Length"));
                  connection.send(Reply.OK);
                }));
    MultipartRequestBuilder form =
        rig.client()
            .multipart(server.uri("/form"))
            .file(
                "first",
                "first.txt",
                out -> {
                  log.add("1 begins");
                  out.write(FIRST.getBytes(StandardCharsets.US_ASCII));
                  out.flush();
                  firstSeen.await();
                  out.write('x');
                  // Part by part: who closes a part's stream ends nothing.
                  out.close();
                  log.add("1 ends");
                })
            .part(Part.file("second", "2.txt", RequestBody.open(() -> new Logged(log, "2"))))
            .file(
                "third",
                "third.txt",
                out -> {
                  log.add("3 begins");
                  out.write(SECOND.getBytes(StandardCharsets.US_ASCII));
                  out.flush();
                  secondSeen.await();
                  log.add("3 ends");
                })
            .part(Part.file("fourth", "4.txt", RequestBody.open(() -> new Logged(log, "4"))));
    try (Response response = form.send()) {
      response.requireSuccess().body().readAllBytes();
    }
    expectEqual(
        "the order in which a form's parts are opened and closed",
        List.of(
            "1 begins",
            "1 ends",
            "2 begins",
            "2 ends",
            "3 begins",
            "3 ends",
            "4 begins",
            "4 ends",
            "Content-Length []"),
        log);
  }

  private static void readUntil(String text, InputStream body) throws IOException {
    StringBuilder seen = new StringBuilder();
    while (seen.indexOf(text) < 0) {
      int next = body.read();
      if (next < 0) {
        throw new AssertionError("the form ended before " + text);
      }
      seen.append((char) next);
    }
  }

  private static final class Logged extends ByteArrayInputStream {
    private final List<String> log;
    private final String name;

    Logged(List<String> log, String name) {
      super(new byte[100]);
      this.log = log;
      this.name = name;
      log.add(name + " begins");
    }

    @Override
    public void close() {
      log.add(name + " ends");
    }
  }

  @Requirement(id = "MPT-009", layer = Layer.CLIENT)
  void failingPartBreaksTheFormAndClosesTheRest(Rig rig) throws Exception {
    IOException checked = new IOException("thrown by a part");
    IllegalStateException unchecked = new IllegalStateException("thrown by a part");
    for (int place : List.of(0, 1, 2)) {
      fails(rig, "that throws", place, writing(10, checked), checked);
      fails(rig, "that throws at once", place, writing(0, checked), checked);
      fails(rig, "that throws an unchecked exception", place, writing(10, unchecked), unchecked);
      fails(rig, "that is shorter than declared", place, writing(10, null).length(20), null);
      fails(rig, "that is longer than declared", place, writing(10, null).length(5), null);
      fails(
          rig,
          "whose source fails",
          place,
          RequestBody.stream(new CountingSource(100_000, true)),
          null);
    }
    formThatCannotBeSentIsClosed(rig);
  }

  private static RequestBody writing(int bytes, @Nullable Exception thrown) {
    return RequestBody.writer(
        out -> {
          out.write(new byte[bytes]);
          if (thrown != null) {
            throw thrown;
          }
        });
  }

  private void fails(
      Rig rig, String how, int place, RequestBody failing, @Nullable Exception thrown) {
    String what = "a form with a part " + how + " behind " + place + " others";
    Recorder recorder = new Recorder(Reply.OK);
    RawServer server = rig.serve(recorder);
    MultipartRequestBuilder form = rig.client().multipart(server.uri("/form"));
    List<CountingSource> sources = sources(form, place);
    form.part(Part.file("failing", "failing.bin", failing));
    sources.addAll(sources(form, 2));
    Throwable failure = failureOf(what, form::send);
    recorder.awaitEnds();
    for (Recorder.Received request : recorder.received()) {
      expectEqual("whether the server saw all of " + what, false, request.body().complete());
    }
    if (thrown == null) {
      expectType(what, IOException.class, failure);
    } else if (failure != thrown) {
      throw new AssertionError(
          what + " must fail with what its part threw, but failed with " + failure, failure);
    }
    expectClosed(what, sources);
  }

  private static List<CountingSource> sources(MultipartRequestBuilder form, int count) {
    List<CountingSource> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CountingSource source = new CountingSource(1000, false);
      sources.add(source);
      form.file("source", i + ".bin", source);
    }
    return sources;
  }

  private void expectClosed(String what, List<CountingSource> sources) {
    for (CountingSource source : sources) {
      expectEqual("how often each other source is closed of " + what, 1, source.timesClosed());
    }
  }

  private void formThatCannotBeSentIsClosed(Rig rig) throws Exception {
    ClosedPort nobody = rig.closing(ClosedPort.open());
    MultipartRequestBuilder form = rig.client().multipart(nobody.uri());
    List<CountingSource> sources = sources(form, 3);
    String what = "a form for a port where nobody listens";
    failureOf(what, form::send);
    expectClosed(what, sources);
  }
}
