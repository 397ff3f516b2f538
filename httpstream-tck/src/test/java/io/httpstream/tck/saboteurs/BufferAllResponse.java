package io.httpstream.tck.saboteurs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads the whole body before it returns the response. */
@Breaks(ids = "RSP-001", message = "the response was returned while the server held back its body")
@Breaks(ids = "RSP-002", message = "the first piece was read while the server held back the second")
@Breaks(ids = "BP-001", message = "the server got rid of")
@Breaks(ids = "MEM-001", message = "MiB of direct memory ran out of memory")
final class BufferAllResponse extends BodySaboteur {
  @Override
  InputStream broken(InputStream body) throws IOException {
    return new ByteArrayInputStream(body.readAllBytes());
  }
}
