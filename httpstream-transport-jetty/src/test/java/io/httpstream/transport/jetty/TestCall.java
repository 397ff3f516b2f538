package io.httpstream.transport.jetty;

import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A call without a guard: what the transport does shows bare. */
final class TestCall implements Call {
  final List<Phase> phases = new CopyOnWriteArrayList<>();
  final AtomicInteger status = new AtomicInteger();
  final AtomicInteger timesWritten = new AtomicInteger();
  private final CompletableFuture<Consumer<IOException>> kill = new CompletableFuture<>();
  private final Writer writer;

  /** Writes a body to the bare wire; the result is that of {@link Call#writeBody}. */
  @FunctionalInterface
  interface Writer {
    boolean write(Wire wire) throws IOException;
  }

  TestCall() {
    this(
        wire -> {
          throw new AssertionError("there is no body to write");
        });
  }

  TestCall(Writer writer) {
    this.writer = writer;
  }

  /** A request whose body is whatever the call writes; of length -1 if that is not known. */
  static Request request(String method, URI uri, long length) {
    RequestBody body = length == 0 ? RequestBody.empty() : RequestBody.writer(out -> {});
    return Request.builder(method, uri)
        .header("User-Agent", "test")
        .body(length > 0 ? body.length(length) : body)
        .build();
  }

  static Request get(URI uri) {
    return request("GET", uri, 0);
  }

  @Override
  public void phase(Phase phase) {
    phases.add(phase);
  }

  @Override
  public void onAbort(Consumer<IOException> action) {
    kill.complete(action);
  }

  @Override
  public void finalStatus(int seen) {
    status.set(seen);
  }

  @Override
  public void whileBlocked(Runnable look) {}

  @Override
  public boolean writeBody(Wire wire) throws IOException {
    timesWritten.incrementAndGet();
    return writer.write(wire);
  }

  void abort() {
    kill.join().accept(new IOException("killed by the test"));
  }
}
