package io.httpstream.transport.okhttp;

import io.httpstream.transport.Call;
import io.httpstream.transport.ResponseWatch;
import io.httpstream.transport.Wire;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body that the guard writes, once, on the caller's thread. */
final class PushBody extends RequestBody {
  private final OkHttpExchange exchange;
  private final Call call;
  private final long length;
  private @Nullable Throwable failure;

  PushBody(OkHttpExchange exchange, Call call, io.httpstream.message.RequestBody body) {
    this.exchange = exchange;
    this.call = call;
    this.length = body.length();
  }

  /** The type is one of the request's headers, if it has any. */
  @Override
  public @Nullable MediaType contentType() {
    return null;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    PushWire wire = new PushWire(exchange, sink);
    boolean complete;
    try {
      complete = call.writeBody(watched(wire));
    } catch (Throwable thrown) {
      failure = thrown;
      // First of all: if the wire has failed, too, OkHttp goes on to wait for a response.
      exchange.breakOff();
      throw thrown;
    }
    if (!complete) {
      stopShort(wire, sink);
    }
  }

  /** On a socket of ours a response is seen that comes before the body is complete. */
  private Wire watched(Wire wire) {
    Carried carried = exchange.carried();
    return carried == null
        ? wire
        : ResponseWatch.over(wire, call, carried.watched(), () -> carried.carrier().stopWriting());
  }

  /**
   * Leaves the message unfinished, and lets OkHttp read the response: it does so after a write that
   * has failed, and then uses the connection for nothing else.
   */
  private void stopShort(PushWire wire, BufferedSink sink) throws IOException {
    Carried carried = exchange.carried();
    if (carried == null) {
      exchange.breakOff();
      throw new IOException("there is an early response, and no way to read it");
    }
    ChannelSocket carrier = carried.carrier();
    carrier.retire();
    if (wire.sent() == length) {
      return;
    }
    carrier.refuseWrites();
    // Through TLS it takes a byte to reach the socket, which does not let it pass.
    sink.writeByte(0);
    sink.flush();
    throw new IOException("the message was not broken off");
  }

  /** Throws what the guard has thrown: it knows best what went wrong first. */
  void rethrow() throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
  }
}
