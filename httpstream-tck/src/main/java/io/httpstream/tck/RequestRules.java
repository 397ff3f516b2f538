package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Recorder;
import io.httpstream.tck.server.RequestHead;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Signal;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.IntStream;

/** REQ: how a request is framed, and when its body leaves. */
abstract class RequestRules extends RuleGroup {
  private static final int GATE = 64 * 1024;

  @Requirement(id = "REQ-001", layer = Layer.TRANSPORT)
  void writtenIsSeenBeforeMoreIsWritten(Rig rig) throws Exception {
    Signal flushed = rig.signal("the server saw a piece that was flushed");
    RawServer first = rig.serve(raisingAfter(100, flushed));
    sendAndExpectOk(
        rig,
        Draft.post(
            first.uri("/flushed"),
            RequestBody.writer(
                out -> {
                  out.write(Payload.bytes(100));
                  out.flush();
                  flushed.await();
                  out.write(Payload.bytes(100));
                })));

    Signal full = rig.signal("the server saw 64 KiB after 128 KiB were written without a flush");
    RawServer second = rig.serve(raisingAfter(GATE, full));
    sendAndExpectOk(
        rig,
        Draft.post(
            second.uri("/full"),
            RequestBody.writer(
                out -> {
                  Payload.writeTo(out, 2L * GATE);
                  full.await();
                  out.write(1);
                })));
  }

  private static Script raisingAfter(int bytes, Signal seen) {
    return Script.each(
        (connection, head) -> {
          InputStream body = connection.body(head);
          body.readNBytes(bytes);
          seen.raise();
          body.transferTo(OutputStream.nullOutputStream());
          connection.send(Reply.OK);
        });
  }

  @Requirement(id = "REQ-002", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 6.1")
  void unknownLengthIsChunked(Rig rig) throws Exception {
    RequestHead head = headOf(rig, "POST", RequestBody.writer(out -> out.write(new byte[5])));
    expectEqual(
        "Content-Length of a body of unknown length", List.of(), head.all("Content-Length"));
    expectEqual(
        "Transfer-Encoding of a body of unknown length",
        List.of("chunked"),
        head.all("Transfer-Encoding"));
  }

  @Requirement(id = "REQ-003", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 8.6")
  void knownLengthIsDeclared(Rig rig) throws Exception {
    RequestHead head =
        headOf(rig, "POST", RequestBody.writer(out -> out.write(new byte[5])).length(5));
    expectEqual("Content-Length of a body of 5 bytes", List.of("5"), head.all("Content-Length"));
    expectEqual(
        "Transfer-Encoding of a body of known length", List.of(), head.all("Transfer-Encoding"));
  }

  @Requirement(id = "REQ-008", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 8.6")
  void emptyBodiesAreFramedByTheMethod(Rig rig) throws Exception {
    for (String method : List.of("POST", "PUT", "PATCH")) {
      expectFraming(rig, method, List.of("0"));
    }
    for (String method : List.of("GET", "HEAD", "DELETE")) {
      expectFraming(rig, method, List.of());
    }
  }

  private void expectFraming(Rig rig, String method, List<String> length) throws Exception {
    RequestHead head = headOf(rig, method, RequestBody.empty());
    expectEqual(
        "Content-Length of " + method + " without a body", length, head.all("Content-Length"));
    expectEqual(
        "Transfer-Encoding of " + method + " without a body",
        List.of(),
        head.all("Transfer-Encoding"));
  }

  private RequestHead headOf(Rig rig, String method, RequestBody body) throws Exception {
    Recorder recorder = new Recorder(Reply.EMPTY);
    RawServer server = rig.serve(recorder);
    sendAndExpectOk(rig, Draft.of(method, server.uri("/framing")).body(body));
    return recorder.last().head();
  }

  @Requirement(id = "REQ-010", layer = Layer.TRANSPORT)
  void eachFlushReachesTheServer(Rig rig) throws Exception {
    lockStep(rig, -1);
    // The guard holds back the last byte of a declared length until the writer has returned.
    lockStep(rig, 31);
  }

  /** A writer that writes each byte only when the server has seen the one before. */
  private void lockStep(Rig rig, int declared) throws Exception {
    List<Signal> seen =
        IntStream.range(0, 30)
            .mapToObj(i -> rig.signal("the server saw byte " + i + " after it was flushed"))
            .toList();
    RawServer server =
        rig.serve(
            Script.each(
                (connection, head) -> {
                  InputStream body = connection.body(head);
                  for (Signal next : seen) {
                    body.read();
                    next.raise();
                  }
                  body.readAllBytes();
                  connection.send(Reply.OK);
                }));
    RequestBody body =
        RequestBody.writer(
            out -> {
              for (Signal last : seen) {
                out.write('x');
                out.flush();
                last.await();
              }
              out.write('x');
            });
    sendAndExpectOk(
        rig, Draft.post(server.uri("/steps"), declared < 0 ? body : body.length(declared)));
  }
}
