package io.httpstream.guard;

import io.httpstream.message.BodyWriter;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A guard around a scripted transport, and bodies sent through it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class SendingTest {
  final ScriptedTransport transport = ScriptedTransport.accepting();
  final Guard guard = new Guard(transport, 64, leak -> {});

  @AfterEach
  void close() {
    guard.close();
  }

  static Request post(RequestBody body) {
    return Request.builder("POST", URI.create("http://h/p?q=secret")).body(body).build();
  }

  Response send(RequestBody body) throws IOException {
    return guard.send(post(body));
  }

  Response send(BodyWriter writer) throws IOException {
    return send(RequestBody.writer(writer));
  }
}
