package io.httpstream.guard;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A transport that does what a test tells it, and remembers what it was given to send. */
final class ScriptedTransport implements Transport {
  final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  final List<Integer> chunks = new ArrayList<>();
  final List<String> events = new ArrayList<>();
  Script script;
  Set<Capability> capabilities = Set.of(Capability.values());

  @FunctionalInterface
  interface Script {
    Response run(Request request, Call call) throws IOException;
  }

  ScriptedTransport(Script script) {
    this.script = script;
  }

  /** Takes the whole body and answers 200. */
  static ScriptedTransport accepting() {
    ScriptedTransport transport = new ScriptedTransport((request, call) -> null);
    transport.script =
        (request, call) -> {
          transport.events.add(call.writeBody(transport.wire()) ? "finished" : "stopped");
          return Response.builder(200).build();
        };
    return transport;
  }

  Wire wire() {
    return new Wire() {
      @Override
      public byte[] emit(byte[] buffer, int length) {
        sent.write(buffer, 0, length);
        chunks.add(length);
        return buffer;
      }

      @Override
      public void pass(byte[] bytes, int offset, int length) {
        sent.write(bytes, offset, length);
        chunks.add(-length);
      }

      @Override
      public void flush() {
        events.add("flush");
      }
    };
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    return script.run(request, call);
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public void close() {
    events.add("close");
  }
}
