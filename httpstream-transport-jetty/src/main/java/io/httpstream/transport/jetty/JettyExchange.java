package io.httpstream.transport.jetty;

import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
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
  private final Link link;
  private final BodyStream body;

  /** The request's head is in the kernel: connecting, and TLS, are done. */
  private final CompletableFuture<Void> committed = new CompletableFuture<>();

  private final CompletableFuture<ResponseHead> head = new CompletableFuture<>();

  /** There is a connection, and if it is one over TLS the handshake is known to be over. */
  private volatile boolean greeted;

  /** How much of informational responses has come: by Jetty there may be any number of them. */
  private int interimSize;

  // What is left to do when a response has come to its end before the request has.
  private volatile boolean requestSent;
  private volatile boolean requestGivenUp;
  private volatile boolean responseEnded;

  JettyExchange(HttpClient client, Request request, Call call, Consumer<JettyExchange> onEnd) {
    this.request = request;
    this.call = call;
    this.progress = new Progress(call);
    this.onEnd = onEnd;
    this.link = new Link(client.getExecutor(), this::endWithoutRequest);
    this.body =
        new BodyStream(
            link::receive, () -> abort(new IOException("interrupted")), this::bodyClosed);
    long length = request.body().length();
    this.content =
        length == 0
            ? null
            : new PushContent(length, link::isLosing, this::abandonOutput, link::explained);
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
    sent.onRequestFailure(
        (given, failure) -> committed.completeExceptionally(link.explained(failure)));
    sent.onResponseContentSource(this::answered);
    sent.onResponseSuccess(this::responseEnded);
    sent.onResponseFailure(
        (response, failure) -> {
          Throwable explained = link.explained(failure);
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
        awaitCommitted();
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
    if (!link.isConnected()) {
      progress.tell(Phase.CONNECTING);
    }
    // Not before: an abort that has come already is carried out at once.
    call.onAbort(this::abort);
  }

  /** What is lost when there was a connection was not lost in connecting. */
  private void awaitCommitted() throws IOException {
    try {
      await(committed);
    } catch (IOException e) {
      if (greeted) {
        progress.tell(Phase.WRITING);
      }
      throw e;
    }
  }

  private void write(PushContent to) throws IOException {
    progress.skipTo(Phase.WRITING);
    if (call.writeBody(new PushWire(to, !link.canAbandonOutput()))) {
      to.complete();
    } else {
      requestGivenUp = true;
    }
    endWithoutRequest();
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
      if (link.hasSent()) {
        // A quick server resets the connection before Jetty has told that the head has left.
        progress.tell(content == null ? Phase.AWAITING : Phase.WRITING);
      }
      if (link.isInHandshake()) {
        throw Failures.inHandshake(failure);
      }
      throw Failures.beforeResponse(failure, link.isConnected() ? null : request.uri());
    }
  }

  private Response respond(ResponseHead received) throws IOException {
    return received
        .builder()
        .body(body)
        .onAbort(() -> abort(new IOException("the response was aborted")))
        .build();
  }

  // ---- what Jetty calls, on any thread; nothing blocks here

  /** There is a connection. */
  private void begin(@Nullable Connection connection) {
    boolean isNew = link.connect(connection, content != null && content.getLength() < 0);
    if (content != null) {
      link.awaitAnswer();
    }
    boolean isTls = request.uri().getScheme().equalsIgnoreCase("https");
    if (isNew) {
      progress.tell(Phase.CONNECTING);
      if (isTls) {
        progress.tell(Phase.HANDSHAKING);
      }
    }
    greeted = !(isNew && isTls);
    if (content == null && greeted) {
      // A quick server can have ended the connection before Jetty tells that the head has left.
      progress.tell(Phase.AWAITING);
    }
    if (connection != null && connection.isClosed()) {
      // Jetty has seen the end of the connection just before it was given the exchange, and tells
      // that to nobody (HttpConnectionOverHTTP.close, 12.1.14).
      CompletableFuture<Boolean> unused =
          sent.abort(new EOFException("the server closed the connection"));
    }
  }

  /** The final response's headers are in. */
  private void answered(org.eclipse.jetty.client.Response response, Content.Source source) {
    int status = response.getStatus();
    if (content == null) {
      // A quick server answers before Jetty has told that the request is in the kernel.
      progress.tell(Phase.AWAITING);
    }
    if (content != null && !content.isCompleted()) {
      // Before the writer is woken, so that it learns why.
      call.finalStatus(status);
      content.answered(status);
    }
    if (status < 300) {
      link.answered();
    }
    body.attach(source, link.afterHead());
    head.complete(ResponseHead.of(response));
  }

  private void responseEnded(org.eclipse.jetty.client.Response response) {
    ResponseHead received = ResponseHead.of(response);
    if (received.isInterim()) {
      skip(received);
      return;
    }
    if (link.isEnded() && ResponseHead.of(response).isChunked(request.method())) {
      // Jetty reads no further than the message: who has met the connection's end was short of it.
      // It forgives a last line that is missing (HttpParser.parseNext, 12.1.14).
      body.fail(new EOFException("the connection was closed within the last chunk"));
    }
    responseEnded = true;
    if (!requestSent) {
      link.answered();
    }
    endWithoutRequest();
  }

  private void skip(ResponseHead interim) {
    interimSize += interim.size();
    sent.skipInterim();
    if (interimSize > OwnClient.RESPONSE_HEADERS) {
      CompletableFuture<Boolean> unused =
          sent.abort(new ProtocolException("the informational responses have no end"));
    }
  }

  /**
   * Jetty calls an exchange complete, and gives its connection back, when its request has left as
   * well. That is as good as done where nothing holds it up, and is waited for, lest the next
   * request find no connection; a request that is stuck, or given up, is not.
   */
  private void endWithoutRequest() {
    if (!responseEnded || requestSent) {
      return;
    }
    if (requestGivenUp) {
      endBody();
      drop(new IOException("the request's body was given up"));
    } else if (link.isStalled() && (content == null || content.isCompleted())) {
      endBody();
    }
  }

  private void completed(Result result) {
    Throwable failure = result.getFailure() == null ? null : link.explained(result.getFailure());
    if (failure != null) {
      committed.completeExceptionally(failure);
      head.completeExceptionally(failure);
    }
    if (failure == null || responseEnded) {
      endBody();
    } else {
      body.fail(failure);
    }
    onEnd.accept(this);
  }

  private void endBody() {
    ResponseHead received = head.getNow(null);
    IOException reset = link.resetCause();
    if (reset != null && received != null && received.endsWithConnection(request.method())) {
      body.fail(new IOException("the connection was reset in the response's body", reset));
    }
    body.end();
  }

  // ---- what ends it

  /** Ends the exchange from any thread: releases the caller, and drops the connection. */
  void abort(IOException reason) {
    Aborted aborted = new Aborted(reason);
    abandonOutput();
    head.completeExceptionally(aborted);
    committed.completeExceptionally(aborted);
    if (content != null) {
      content.fail(aborted::again);
    }
    body.abort(aborted::again);
    drop(reason);
  }

  private void bodyClosed() {
    if (!responseEnded || !requestSent) {
      abort(new IOException("the response's body was closed before its end"));
    }
  }

  private void abandonOutput() {
    // Once the request is sent, the connection may be that of another exchange.
    if (!requestSent) {
      link.abandonOutput();
    }
  }

  private void drop(IOException reason) {
    CompletableFuture<Boolean> unused = sent.abort(reason);
    onEnd.accept(this);
  }
}
