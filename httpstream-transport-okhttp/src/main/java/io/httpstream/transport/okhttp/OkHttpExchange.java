package io.httpstream.transport.okhttp;

import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** One exchange: all of it on the caller's thread, but for its end, which comes from any. */
final class OkHttpExchange {
  /** How long a response's head may be: OkHttp's own bound, which it does not tell from an end. */
  private static final int LONGEST_HEAD = 256 * 1024;

  private static final ThreadLocal<@Nullable OkHttpExchange> CANCELLED = new ThreadLocal<>();

  private final Request request;
  private final Call call;
  private final Consumer<OkHttpExchange> onEnd;
  private final @Nullable PushBody body;
  private final okhttp3.Call backend;
  private final AtomicReference<@Nullable IOException> aborted = new AtomicReference<>();

  // Only touched by the caller's thread, on which the interceptors run, and TLS.
  private boolean fresh;
  private int status;

  private volatile @Nullable Carried carried;

  OkHttpExchange(OkHttpClient client, Request request, Call call, Consumer<OkHttpExchange> onEnd) {
    this.request = request;
    this.call = call;
    this.onEnd = onEnd;
    this.body = request.body().length() == 0 ? null : new PushBody(this, call, request.body());
    this.backend = client.newCall(OkHttpRequest.of(request, body, this));
    backend.addEventListener(new Progress(this));
  }

  /** The exchange that a call of OkHttp's belongs to. */
  static OkHttpExchange of(okhttp3.Call backend) {
    return Objects.requireNonNull(backend.tag(OkHttpExchange.class), "a call of somebody else");
  }

  Response run() throws IOException {
    call.onAbort(this::end);
    okhttp3.Response response = execute();
    try {
      return respond(response);
    } catch (IllegalArgumentException e) {
      IOException invalid = Failures.protocol("the response is not valid: " + e.getMessage());
      invalid.initCause(e);
      drop(response);
      throw invalid;
    }
  }

  private okhttp3.Response execute() throws IOException {
    try {
      return backend.execute();
    } catch (Throwable thrown) {
      if (body != null) {
        body.rethrow();
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      throw failure(thrown);
    }
  }

  /** What a failure before the response is to the caller. */
  IOException failure(Throwable thrown) {
    IOException reason = aborted.get();
    if (reason != null) {
      return Failures.aborted(reason);
    }
    Carried socket = carried;
    return Failures.beforeResponse(
        thrown, socket != null && socket.carrier().received() >= LONGEST_HEAD);
  }

  /** What a failure in the response's body is to its reader. */
  IOException bodyFailure(Throwable thrown) {
    IOException reason = aborted.get();
    return reason == null ? Failures.inBody(thrown) : Failures.aborted(reason);
  }

  /**
   * Some of the body is about to be read. OkHttp takes as much for a chunk's size or extension as
   * comes before a line's end (Http1ExchangeCodec.readChunkSize, 5.5.1).
   */
  void beginRead() {
    Carried socket = carried;
    if (socket != null) {
      socket.carrier().beginRead();
    }
  }

  private Response respond(okhttp3.Response from) {
    Response.Builder response = Response.builder(from.code());
    for (int i = 0; i < from.headers().size(); i++) {
      String value = from.headers().value(i);
      response.header(from.headers().name(i), carried == null ? ResponseHead.value(value) : value);
    }
    return response
        .body(isBodiless() ? nothing(from) : new BodyStream(this, from))
        .onAbort(() -> end(new IOException("the response was aborted")))
        .build();
  }

  private boolean isBodiless() {
    return request.method().equals("HEAD") || status == 204 || status == 304;
  }

  /** OkHttp waits for the body of a 304 if it has a length. */
  private InputStream nothing(okhttp3.Response from) {
    ResponseBody none = from.body();
    if (none.contentLength() != 0) {
      drop(from);
    } else {
      from.close();
    }
    return InputStream.nullInputStream();
  }

  /** Closes the connection, and then what OkHttp would else read to its end. */
  void drop(okhttp3.Response response) {
    cancel();
    response.close();
  }

  /** Ends the exchange from any thread: whoever is blocked in it is released. */
  void end(IOException reason) {
    aborted.compareAndSet(null, reason);
    cancel();
  }

  /** Closes the connection before anything else is done with it. */
  void breakOff() {
    cancel();
  }

  /**
   * OkHttp looks up the connection of a call and then closes it, which by then may have come to its
   * end and given the connection to the next one (RealCall.cancel, 5.5.1). So the socket is told on
   * whose behalf it is closed. Can go when OkHttp does both at once.
   */
  private void cancel() {
    CANCELLED.set(this);
    try {
      backend.cancel();
    } finally {
      CANCELLED.remove();
    }
  }

  /** Whose connection this thread is closing. */
  static @Nullable OkHttpExchange cancelled() {
    return CANCELLED.get();
  }

  void checkNotAborted() throws IOException {
    IOException reason = aborted.get();
    if (reason != null) {
      throw Failures.aborted(reason);
    }
  }

  // ---- what the interceptors and the listener tell and ask

  /** Looking for a connection, once or again. */
  void connecting() {
    fresh = false;
    call.phase(Phase.CONNECTING);
  }

  void handshaking() {
    call.phase(Phase.HANDSHAKING);
  }

  void connected() {
    fresh = true;
  }

  /** Whether the connection is new, and not one of the pool. */
  boolean isFresh() {
    return fresh;
  }

  void headSent() {
    if (body == null) {
      call.phase(Phase.AWAITING);
    }
  }

  void ended() {
    onEnd.accept(this);
  }

  void carriedBy(@Nullable Carried socket) {
    carried = socket;
  }

  @Nullable Carried carried() {
    return carried;
  }

  boolean lacks(String header) {
    return !request.headers().contains(header);
  }

  void status(int seen) {
    status = seen;
  }

  okhttp3.Response restored(okhttp3.Response response) {
    return response.code() == status ? response : response.newBuilder().code(status).build();
  }
}
