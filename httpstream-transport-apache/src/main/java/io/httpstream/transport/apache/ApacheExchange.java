package io.httpstream.transport.apache;

import io.httpstream.message.Headers;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: all of it happens on the caller's thread, within a call of Apache's client. What
 * ends it from elsewhere is the cancelling of Apache's request, which closes the socket, and has no
 * effect once the connection is given back.
 */
final class ApacheExchange {
  private final Request request;
  private final Call call;
  private final Backend backend;
  private final HttpUriRequestBase sent;
  private final AtomicReference<@Nullable IOException> aborted = new AtomicReference<>();

  // On the caller's thread only.
  private boolean started;
  private boolean startedAgain;
  private @Nullable WireConnection connection;
  private @Nullable Throwable bodyFailure;

  ApacheExchange(Request request, Call call, Backend backend) {
    this.request = request;
    this.call = call;
    this.backend = backend;
    this.sent = new HttpUriRequestBase(request.method(), request.uri());
    for (Headers.Entry field : request.headers()) {
      sent.addHeader(field.name(), field.value());
    }
    sent.setConfig(backend.config());
    long length = request.body().length();
    if (length != 0) {
      sent.setEntity(new PushEntity(this, length));
    }
  }

  Response run() throws IOException {
    call.onAbort(this::abort);
    if (backend.ours()) {
      call.phase(Phase.LEASING);
    } else {
      // A supplied client does not let it be seen when the connection is there, if there is no body
      // to ask for.
      call.phase(request.body().length() == 0 ? Phase.AWAITING : Phase.CONNECTING);
    }
    try {
      ClassicHttpResponse received = backend.execute(sent, new ExchangeContext(this));
      checkNotAborted();
      checkOurs(connection != null);
      return respond(received);
    } catch (Throwable thrown) {
      sent.cancel();
      throw failed(thrown);
    }
  }

  private Response respond(ClassicHttpResponse received) throws IOException {
    HttpEntity entity = received.getEntity();
    InputStream content = entity == null ? InputStream.nullInputStream() : entity.getContent();
    ResponseBody body = new ResponseBody(content, this);
    if (entity != null && entity.getContentLength() == 0) {
      // Gives the connection back, which nobody else may do: there is nothing to read.
      body.read();
    }
    try {
      Response.Builder response = Response.builder(received.getCode());
      for (Header field : received.getHeaders()) {
        response.header(field.getName(), field.getValue());
      }
      return response
          .body(body)
          .onAbort(() -> abort(new IOException("the response was aborted")))
          .build();
    } catch (IllegalArgumentException e) {
      ProtocolException invalid =
          new ProtocolException("the response is not valid: " + e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }

  // ---- what Apache's parts call, on the caller's thread

  /** The next phase begins, unless the exchange is over. */
  void enter(Phase phase) throws IOException {
    checkNotAborted();
    call.phase(phase);
  }

  /** The request is about to be sent. */
  void enterConnection(HttpClientConnection connection) throws IOException {
    checkOurs(connection instanceof WireConnection);
    enter(Phase.WRITING);
    if (connection instanceof WireConnection ours) {
      this.connection = ours;
      ours.begin(this, request.method());
    }
  }

  void tell(Phase phase) {
    call.phase(phase);
  }

  /** Nothing is ever sent twice, by whatever the client was built to do. */
  void checkFirst() {
    startedAgain = started;
    started = true;
    if (startedAgain) {
      throw new IllegalStateException("this would be the second time");
    }
  }

  void writeBody(OutputStream out) throws IOException {
    try {
      checkOurs(out instanceof MessageBody);
      boolean complete = call.writeBody(watched(new StreamWire(out)));
      if (out instanceof MessageBody body) {
        if (complete) {
          body.finish();
        }
      } else if (!complete) {
        throw new IOException("a supplied client can't break off a message and read the response");
      }
    } catch (Throwable thrown) {
      bodyFailure = thrown;
      breakOff(out, thrown);
      // An Error would shut the whole pool down.
      throw thrown instanceof IOException io ? io : new IOException("the body failed", thrown);
    }
  }

  /** On a connection of ours a response is seen that comes before the body is complete. */
  private Wire watched(Wire wire) throws IOException {
    WireConnection current = connection;
    return current == null ? wire : current.watched(wire, call);
  }

  private void breakOff(OutputStream out, Throwable why) {
    if (out instanceof MessageBody body) {
      try {
        body.breakOff();
      } catch (IOException e) {
        why.addSuppressed(e);
      }
    } else {
      // Before anything leaves: Apache's own stream completes the message when it is closed.
      sent.cancel();
    }
  }

  private void checkOurs(boolean isOurs) {
    if (backend.ours() && !isOurs) {
      throw new IllegalStateException(
          "the customised client does not use the transport's own connections; don't replace its"
              + " connection manager, connection factory or request executor, or build the client"
              + " yourself and give it to ApacheTransport.of(...)");
    }
  }

  // ---- how it ends

  /** Ends the exchange from any thread. */
  private void abort(IOException reason) {
    aborted.compareAndSet(null, reason);
    sent.cancel();
  }

  /** Closes the connection, unless it was given back. */
  void drop() {
    sent.cancel();
  }

  private void checkNotAborted() throws IOException {
    IOException reason = aborted.get();
    if (reason != null) {
      throw new IOException("aborted: " + reason.getMessage(), reason);
    }
  }

  /** What the caller gets to see of a failure before there was a response. */
  private IOException failed(Throwable thrown) throws IOException {
    checkNotAborted();
    if (bodyFailure != null) {
      return asIs(bodyFailure);
    }
    if (startedAgain) {
      return new IOException(
          "the client would have sent the request again, which a transport never does; build it"
              + " with disableAutomaticRetries()",
          thrown);
    }
    if (thrown instanceof ConnectionRequestTimeoutException) {
      call.phase(Phase.LEASING);
      SocketTimeoutException late =
          new SocketTimeoutException("no connection of the pool became free in time");
      late.initCause(thrown);
      return late;
    }
    if (thrown instanceof IOException) {
      return asIs(thrown.getCause() instanceof Error ? thrown.getCause() : thrown);
    }
    return backend.isClosed() ? new IOException("the transport was closed", thrown) : asIs(thrown);
  }

  private IOException asIs(Throwable thrown) {
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown == bodyFailure && thrown instanceof IOException io
        ? io
        : Failures.beforeResponse(thrown);
  }

  /** What the reader gets to see of a failure in the response's body. */
  IOException failedInBody(Throwable thrown) throws IOException {
    sent.cancel();
    checkNotAborted();
    return Failures.inBody(thrown);
  }
}
