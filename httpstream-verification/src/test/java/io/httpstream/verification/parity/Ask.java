package io.httpstream.verification.parity;

import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.tck.payload.Payload;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/**
 * What is asked.
 *
 * @param scheme of the URI
 * @param method of the request
 * @param body of the request
 */
record Ask(String scheme, String method, Body body) {
  /** More than any buffers hold: the writer is at it when the fault comes. */
  private static final long ENDLESS = 1L << 30;

  private static final int LONGER_THAN_A_LIMIT = 600;
  private static final int PAUSES = 20;
  private static final int SMALL = 1_000;
  private static final int PIECE = 8 * 1024;

  enum Body {
    NONE,
    SMALL_ONE_SHOT,
    SMALL_REPLAYABLE,
    DECLARED_REPLAYABLE,
    ENDLESS_ONE_SHOT,
    ENDLESS_REPLAYABLE,
    ENDLESS_DECLARED,
    IDLE
  }

  static Ask of(String method, Body body) {
    return new Ask("http", method, body);
  }

  Ask overTls() {
    return new Ask("https", method, body);
  }

  Request.Builder to(int port) {
    Request.Builder request =
        Request.builder(method, URI.create(scheme + "://127.0.0.1:" + port + "/row"));
    return body == Body.NONE ? request : request.body(newBody());
  }

  private RequestBody newBody() {
    return switch (body) {
      case NONE -> RequestBody.empty();
      case SMALL_ONE_SHOT -> RequestBody.writer(out -> Payload.writeTo(out, SMALL));
      case SMALL_REPLAYABLE -> RequestBody.writer(out -> Payload.writeTo(out, SMALL)).replayable();
      case DECLARED_REPLAYABLE -> RequestBody.bytes(Payload.bytes(SMALL));
      case ENDLESS_ONE_SHOT -> RequestBody.writer(Ask::endless);
      case ENDLESS_REPLAYABLE -> RequestBody.writer(Ask::endless).replayable();
      case ENDLESS_DECLARED -> RequestBody.writer(Ask::endless).length(ENDLESS);
      case IDLE ->
          RequestBody.writer(
              out -> {
                // What the limit has done is seen by the next write; by chance it may come too
                // late.
                for (int i = 0; i < PAUSES; i++) {
                  Thread.sleep(LONGER_THAN_A_LIMIT);
                  out.write(i);
                }
              });
    };
  }

  private static void endless(OutputStream out) throws IOException {
    byte[] piece = Payload.bytes(PIECE);
    for (long sent = 0; sent < ENDLESS; sent += piece.length) {
      out.write(piece);
    }
  }

  @Override
  public String toString() {
    return (scheme.equals("https") ? "TLS " : "") + method + (body == Body.NONE ? "" : " " + body);
  }
}
