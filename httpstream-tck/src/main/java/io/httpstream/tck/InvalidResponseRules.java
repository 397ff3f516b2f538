package io.httpstream.tck;

import io.httpstream.message.ProtocolViolationException;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** FLT: what comes is no response, or more than one. */
abstract class InvalidResponseRules extends FaultRules {
  private static final List<String> GARBAGE =
      List.of(
          "220 mail.example.com ESMTP\r\n",
          "SSH-2.0-OpenSSH_9.6\r\n",
          "HELLO WORLD\r\n\r\n",
          "<html><body>busy</body></html>\n",
          "\u0000\u0001\u0002\u00ff\u00fe\r\n\r\n",
          "HTTP/1.1 abc OK\r\n\r\n",
          "HTTP/1.1\r\n\r\n",
          "HTTP/1.1 20 OK\r\n\r\n",
          "HTTP/3.7 200 OK\r\n\r\n");

  @Requirement(id = "FLT-006", layer = Layer.TRANSPORT, rfc = "RFC 9112, section 4")
  void whatIsNoStatusLineFailsAtOnce(Rig rig) throws Exception {
    for (String garbage : GARBAGE) {
      RawServer server =
          rig.serve(
              connection -> {
                if (connection.receive(connection.readHead()).complete()) {
                  connection.send(garbage);
                  rig.over().await();
                }
              });
      String what = "a request that is answered with \"" + garbage.strip() + "\"";
      for (Draft draft : List.of(Draft.get(server.uri("/get")), oneShot(server.uri("/post")))) {
        expectFailure(rig, what, ProtocolViolationException.class, () -> rig.send(draft));
      }
    }
  }

  @Requirement(id = "FLT-008", layer = Layer.TRANSPORT, rfc = "RFC 9110, section 15.2")
  void informationalResponsesAreSkipped(Rig rig) throws Exception {
    List<String> informational =
        List.of(
            "HTTP/1.1 100 Continue\r\n\r\n",
            "HTTP/1.1 102 Processing\r\n\r\n",
            "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n",
            "HTTP/1.1 104 Upload Resumption Supported\r\nLocation: /upload\r\n\r\n",
            "HTTP/1.1 199 Miscellaneous\r\nContent-Length: 10\r\n\r\n");
    expectSkipped(rig, String.join("", informational));
    for (String one : informational) {
      expectSkipped(rig, one);
    }
  }

  private void expectSkipped(Rig rig, String informational) throws Exception {
    RawServer server = rig.serve(Script.answering(informational + Reply.OK));
    for (Draft draft : List.of(Draft.get(server.uri("/get")), oneShot(server.uri("/post")))) {
      try (Response response = rig.send(draft)) {
        String what = " of a response that follows \"" + informational.strip() + "\"";
        expectEqual("the status" + what, 200, response.status());
        expectEqual(
            "the body" + what,
            "ok",
            new String(response.body().readAllBytes(), StandardCharsets.US_ASCII));
      }
    }
  }
}
