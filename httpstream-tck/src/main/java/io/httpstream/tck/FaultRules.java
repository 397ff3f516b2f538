package io.httpstream.tck;

import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.RequestBody;
import io.httpstream.message.TruncatedBodyException;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/** What the cases about faults of servers and networks are written with. */
abstract class FaultRules extends RuleGroup {
  /** A POST request whose body can be written once. */
  final Draft oneShot(URI uri) {
    return Draft.post(uri, RequestBody.writer(out -> out.write(Payload.bytes(100))));
  }

  /** Runs what must fail with an IOException, which a client tells more of than a transport. */
  final IOException expectFailure(
      Rig rig, String what, Class<? extends IOException> type, Callable<?> action) {
    Throwable failure = failureOf(what, action);
    expectType(rig, what, type, failure);
    return (IOException) failure;
  }

  /** Fails unless a failure is an IOException, and through the client one of a type. */
  final void expectType(
      Rig rig, String what, Class<? extends IOException> type, Throwable failure) {
    expectType(what, rig.isBare() ? IOException.class : type, failure);
  }

  /** Sends what nobody will answer. */
  final void expectNoAnswer(Rig rig, String what, Draft draft) {
    expectFailure(rig, what, ConnectionLostException.class, () -> rig.send(draft));
  }

  /** Reads a body that is cut: returns what came of it. */
  final String expectCut(Rig rig, String what, InputStream body) {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    expectFailure(
        rig,
        "reading " + what,
        TruncatedBodyException.class,
        () -> {
          body.transferTo(seen);
          return "its end after " + seen.size() + " bytes";
        });
    for (int i = 0; i < 2; i++) {
      expectFailure(rig, "reading on in " + what, IOException.class, body::read);
    }
    return seen.toString(StandardCharsets.ISO_8859_1);
  }
}
