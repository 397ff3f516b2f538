package io.httpstream.transport.jetty;

import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: started on Jetty's client, its body written on the caller's thread, and ended by
 * whichever comes first of response, failure and abort. The caller only ever waits on locks of
 * ours, so that an abort releases it at once.
 */
final class JettyExchange {
  private final Request request;
  private final Call call;
  private final Progress progress;
  private final Consumer<JettyExchange> onEnd;
  private final @Nullable PushContent content;
  private final WireRequest sent;
  private final BodyStream body = new BodyStream(this::abort);

  /** The request's head is in the kernel: connecting, and TLS, are done. */
  private final CompletableFuture<Void> committed = new CompletableFuture<>();

  private final CompletableFuture<org.eclipse.jetty.client.Response> head =
      new CompletableFuture<>();

  private volatile boolean begun;

  /** Both are null if the connection is none of ours. */
  private volatile @Nullable ChunkEndPoint endPoint;

  private volatile @Nullable WireEndPoint socket;

  // What is left to do when a response has come to its end before the request has.
  private volatile boolean requestSent;
  private volatile boolean requestGivenUp;
  private volatile boolean responseEnded;

  JettyExchange(HttpClient client, Request request, Call call, Consumer<JettyExchange> onEnd) {
    this.request = request;
    this.call = call;
    this.progress = new Progress(call);
    this.onEnd = onEnd;
    long length = request.body().length();
    this.content =
        length == 0 ? null : new PushContent(length, this::abandonOutput, this::explained);
    this.sent = new WireRequest(client, request, content);
    listen();
  }

  private void listen() {
    sent.onRequestBegin(begin -> begin(begin.getConnection()));
    sent.onRequestCommit(
        done -> {
          if (content == null) {
            progress.tell(Phase.AWAITING);
          }
          committed.complete(null);
        });
    sent.onRequestSuccess(done -> requestSent = true);
    sent.onRequestFailure((given, failure) -> committed.completeExceptionally(explained(failure)));
    sent.onResponseContentSource(this::answered);
    sent.onResponseSuccess(this::responseEnded);
    sent.onResponseFailure(
        (response, failure) -> {
          Throwable explained = explained(failure);
          head.completeExceptionally(explained);
          body.fail(explained);
        });
  }

  Response run() throws IOException {
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted before the request was sent");
      }
      start();
      if (content != null) {
        await(committed);
        write(content);
      }
      Response response = respond(await(head));
      progress.skipTo(Phase.READING);
      return response;
    } catch (Throwable thrown) {
      abort(thrown instanceof IOException io ? io : new IOException("the exchange failed", thrown));
      throw thrown;
    }
  }

  private void start() {
    progress.tell(Phase.LEASING);
    sent.send(this::completed);
    if (!begun) {
      progress.tell(Phase.CONNECTING);
    }
    // Not before: an abort that has come already is carried out at once.
    call.onAbort(this::abort);
  }

  private void write(PushContent to) throws IOException {
    progress.skipTo(Phase.WRITING);
    if (call.writeBody(new PushWire(to, socket == null))) {
      to.complete();
    } else {
      requestGivenUp = true;
      breakOffIfAnswered();
    }
  }

  private <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the server");
    } catch (ExecutionException e) {
      Throwable failure = e.getCause() == null ? e : e.getCause();
      if (failure instanceof Aborted aborted) {
        throw aborted.again();
      }
      throw Failures.beforeResponse(failure, begun ? null : request.uri());
    }
  }

  private Response respond(org.eclipse.jetty.client.Response response) throws IOException {
    if (response.getStatus() < 200) {
      throw new ProtocolException("the server switches protocols, which it was not asked to");
    }
    if (response.getHeaders().contains("Transfer-Encoding")
        && response.getHeaders().contains("Content-Length")) {
      // Such a message may be an attack; a client that was supplied may be set to let it pass.
      throw new ProtocolException("the response has both Transfer-Encoding and Content-Length");
    }
    try {
      Response.Builder result = Response.builder(response.getStatus());
      for (HttpField field : response.getHeaders()) {
        result.header(field.getName(), field.getValue() == null ? "" : field.getValue());
      }
      return result
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

  // ---- what Jetty calls, on any thread; nothing blocks here

  /** There is a connection; a new one over TLS has yet to shake hands. */
  private void begin(@Nullable Connection connection) {
    begun = true;
    ChunkEndPoint ours = ChunkEndPoint.of(connection);
    endPoint = ours;
    WireEndPoint wire = ours == null ? null : ours.socket();
    if (ours != null) {
      ours.begin(content != null && content.getLength() < 0);
    }
    socket = wire;
    if (wire != null && content != null) {
      wire.awaitAnswer();
    }
    boolean isNew =
        !(connection instanceof org.eclipse.jetty.io.Connection io) || io.getMessagesOut() <= 1;
    if (isNew) {
      progress.tell(Phase.CONNECTING);
      if (request.uri().getScheme().equalsIgnoreCase("https")) {
        progress.tell(Phase.HANDSHAKING);
      }
    }
  }

  /** The final response's headers are in. */
  private void answered(org.eclipse.jetty.client.Response response, Content.Source source) {
    int status = response.getStatus();
    WireEndPoint wire = socket;
    if (content != null && !content.isCompleted()) {
      // Before the writer is woken, so that it learns why.
      call.finalStatus(status);
      content.answered(status);
    }
    if (wire != null && status < 300) {
      wire.answered();
    }
    body.attach(source);
    head.complete(response);
  }

  private void responseEnded(org.eclipse.jetty.client.Response response) {
    if (response.getStatus() < 200 && response.getStatus() != 101) {
      sent.skipInterim();
      return;
    }
    responseEnded = true;
    if (!requestSent) {
      // Jetty will not call the exchange complete before that.
      endBody();
      breakOffIfAnswered();
      WireEndPoint wire = socket;
      if (wire != null) {
        wire.answered();
      }
    }
  }

  /** The request will never be complete: its connection must not wait for that. */
  private void breakOffIfAnswered() {
    if (requestGivenUp && responseEnded) {
      drop(new IOException("the request's body was given up"));
    }
  }

  private void completed(Result result) {
    Throwable failure = result.getFailure() == null ? null : explained(result.getFailure());
    if (failure == null) {
      endBody();
    } else {
      committed.completeExceptionally(failure);
      head.completeExceptionally(failure);
      body.fail(failure);
    }
    onEnd.accept(this);
  }

  private Throwable explained(Throwable failure) {
    ChunkEndPoint end = endPoint;
    WireEndPoint wire = socket;
    return Failures.explained(
        failure, end != null && end.isEnded(), wire == null ? null : wire.resetCause());
  }

  private void endBody() {
    WireEndPoint wire = socket;
    org.eclipse.jetty.client.Response response = head.getNow(null);
    if (wire != null
        && wire.resetCause() != null
        && response != null
        && endsWithConnection(response)) {
      body.fail(
          new IOException("the connection was reset in the response's body", wire.resetCause()));
    }
    body.end();
  }

  private boolean endsWithConnection(org.eclipse.jetty.client.Response response) {
    int status = response.getStatus();
    return !response.getHeaders().contains("Content-Length")
        && !response.getHeaders().contains("Transfer-Encoding")
        && status != 204
        && status != 304
        && !request.method().equals("HEAD");
  }

  // ---- what ends it

  /** The reason of an abort, to be told by an exception of the thread that is told. */
  private static final class Aborted extends IOException {
    private static final long serialVersionUID = 1;

    Aborted(IOException reason) {
      super("aborted: " + reason.getMessage(), reason);
    }

    IOException again() {
      return new IOException(getMessage(), getCause());
    }
  }

  /** Ends the exchange from any thread: releases the caller, and drops the connection. */
  void abort(IOException reason) {
    Aborted aborted = new Aborted(reason);
    Supplier<IOException> again = aborted::again;
    abandonOutput();
    head.completeExceptionally(aborted);
    committed.completeExceptionally(aborted);
    if (content != null) {
      content.fail(again);
    }
    body.abort(again.get());
    drop(reason);
  }

  private void abandonOutput() {
    WireEndPoint wire = socket;
    if (wire != null && !requestSent) {
      wire.abandonOutput();
    }
  }

  private void drop(IOException reason) {
    CompletableFuture<Boolean> unused = sent.abort(reason);
    onEnd.accept(this);
  }
}
