package io.httpstream.tck.saboteurs;

import io.httpstream.message.Middleware;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A client that keeps whole bodies, perhaps to log them. */
@Breaks(
    ids = {"MEM-001", "MEM-002", "MEM-003"},
    message = "MiB of direct memory ran out of memory")
final class BufferInMiddleware extends ClientSaboteur {
  @Override
  Middleware fault() {
    return next ->
        request -> {
          Response response = next.send(buffered(request));
          byte[] bytes = response.body().readAllBytes();
          return response.toBuilder().body(new ByteArrayInputStream(bytes)).build();
        };
  }

  private static Request buffered(Request request) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      request.body().writeTo(bytes);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
    RequestBody whole = RequestBody.bytes(bytes.toByteArray());
    return request.toBuilder().body(WrittenBody.like(request.body(), whole)).build();
  }
}
