package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps a direct buffer, and the request, of each exchange. */
@Breaks(ids = "LEAK-006", message = "the direct memory of aborted exchanges is free (")
@Breaks(ids = "LEAK-009", message = "what the writer of an aborted exchange held is garbage (")
final class MemoryLeaker extends TransportSaboteur {
  private final Queue<Object> kept = new ConcurrentLinkedQueue<>();

  @Override
  Response exchange(Control control, Request request, Call call) throws IOException {
    kept.add(ByteBuffer.allocateDirect(64 * 1024));
    kept.add(request);
    return control.exchange(request, call);
  }
}
