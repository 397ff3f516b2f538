package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A fault in the writing of forms, done to the bytes of one that was written as it should be, and
 * so held in memory.
 */
abstract class FormSaboteur extends ClientSaboteur {
  @Override
  final Middleware fault() {
    return next -> request -> next.send(isForm(request) ? broken(request) : request);
  }

  static boolean isForm(Request request) {
    return request.body().mediaType().orElse("").startsWith("multipart/form-data");
  }

  private Request broken(Request request) throws IOException {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    try {
      request.body().writeTo(form);
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    RequestBody body =
        RequestBody.bytes(
            broken(form.toString(StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1));
    // The type names the boundary, and goes with the body that it was given to.
    return request.toBuilder()
        .body(request.body().mediaType().map(type -> body.mediaType(brokenType(type))).orElse(body))
        .build();
  }

  /** Breaks a form of which each char is one byte. */
  abstract String broken(String form);

  /** Breaks the media type. */
  String brokenType(String type) {
    return type;
  }
}
