package io.httpstream.transport.jdk;

import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One exchange: started on the JDK's client, its body written on the caller's thread, and ended by
 * whichever comes first of response, failure and abort. The caller only ever waits on locks of
 * ours, so that an abort releases it at once.
 */
final class JdkExchange implements HttpResponse.BodyHandler<BodyStream> {
  private static final int NO_CONTENT = 204;

  private final Request request;
  private final Call call;
  private final @Nullable PushPublisher publisher;
  private final BodyStream body;

  /** Comes from the body handler: the future of {@code sendAsync} takes one more thread to tell. */
  private final CompletableFuture<HttpResponse.ResponseInfo> head = new CompletableFuture<>();

  /** What the JDK tells in the end, or why it does not. */
  private final CompletableFuture<HttpResponse<BodyStream>> answer = new CompletableFuture<>();

  private volatile @Nullable CompletableFuture<HttpResponse<BodyStream>> sending;

  JdkExchange(Request request, Call call) {
    this.request = request;
    this.call = call;
    long length = request.body().length();
    this.publisher = length == 0 ? null : new PushPublisher(length);
    this.body = new BodyStream(() -> end(new IOException("interrupted")));
  }

  Response run(HttpClient client) throws IOException {
    call.phase(Phase.CONNECTING);
    start(client);
    try {
      if (publisher == null) {
        // The JDK does not let it be seen when the connection is there, if there is no body to ask
        // for; a client of ours has a connect timeout of its own, which covers TLS as well.
        call.phase(Phase.AWAITING);
      } else {
        write(publisher);
      }
      return respond(awaitHead());
    } catch (Throwable thrown) {
      end(thrown instanceof IOException io ? io : new IOException("the exchange failed", thrown));
      throw thrown;
    }
  }

  private void start(HttpClient client) {
    CompletableFuture<HttpResponse<BodyStream>> future =
        client.sendAsync(new JdkRequest(request, publisher), this);
    sending = future;
    CompletableFuture<?> unused =
        future.whenComplete(
            (response, failure) -> {
              if (failure != null) {
                fail(failure);
                answer.completeExceptionally(failure);
              } else {
                answer.complete(response);
              }
            });
    // Not before: an abort that has come already is carried out at once.
    call.onAbort(this::end);
  }

  /** Writes the body once the connection is there, so that phases and limits tell the truth. */
  private void write(PushPublisher to) throws IOException {
    to.awaitSubscriber();
    try {
      if (call.writeBody(new PushWire(to))) {
        to.complete();
      }
    } catch (Throwable thrown) {
      to.poison(thrown);
      throw thrown;
    }
  }

  /** Called by the JDK, on a thread for callbacks, when the final response's headers are in. */
  @Override
  public HttpResponse.BodySubscriber<BodyStream> apply(HttpResponse.ResponseInfo info) {
    if (publisher != null) {
      if (!publisher.isCompleted()) {
        // Before the writer is woken, so that it learns why.
        call.finalStatus(info.statusCode());
      }
      publisher.answered(info.statusCode());
    }
    try {
      ResponseFraming.check(info.headers());
      if (ResponseFraming.endsWithConnection(request.method(), info.statusCode(), info.headers())) {
        body.endsIf(() -> answer.thenAccept(JdkExchange::checkEnd));
      } else if (info.statusCode() == NO_CONTENT) {
        // The JDK tells the end before the connection is back in its pool: the next request would
        // open another one. Its answer comes behind both (MultiExchange.handleNoBody, 17 to 25).
        body.endsIf(() -> answer);
      }
      head.complete(info);
    } catch (ProtocolException e) {
      head.completeExceptionally(e);
      // Before the JDK asks for its body: the connection is closed instead.
      body.abort(e);
    }
    return body;
  }

  /** Over TLS the end of TCP is not that of the body. */
  private static void checkEnd(HttpResponse<BodyStream> response) {
    try {
      if (response.sslSession().isPresent()) {
        TlsSession.checkEnded(response.sslSession().get());
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private HttpResponse.ResponseInfo awaitHead() throws IOException {
    try {
      return head.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the response");
    } catch (ExecutionException e) {
      Throwable cause = Failures.unwrap(e);
      if (Failures.isConnectTimeout(cause)) {
        // Now it is seen that the connection was not there yet, and whose limit this is.
        call.phase(Phase.CONNECTING);
      }
      throw Failures.beforeResponse(cause, request.uri());
    }
  }

  private Response respond(HttpResponse.ResponseInfo info) throws IOException {
    try {
      Response.Builder response = Response.builder(info.statusCode());
      for (Map.Entry<String, List<String>> field : info.headers().map().entrySet()) {
        field.getValue().forEach(value -> response.header(field.getKey(), value));
      }
      return response
          .body(body)
          .onAbort(() -> end(new IOException("the response was aborted")))
          .build();
    } catch (IllegalArgumentException e) {
      ProtocolException invalid =
          new ProtocolException("the response is not valid: " + e.getMessage());
      invalid.initCause(e);
      throw invalid;
    }
  }

  /** The JDK's client has given up: tells whoever waits for anything. */
  private void fail(Throwable failure) {
    head.completeExceptionally(failure);
    if (publisher != null) {
      publisher.fail(() -> Failures.beforeResponse(Failures.unwrap(failure), request.uri()));
    }
    body.onError(failure);
  }

  /** Ends the exchange from any thread: releases the caller, then drops the connection. */
  private void end(IOException reason) {
    Supplier<IOException> aborted =
        () -> new IOException("aborted: " + reason.getMessage(), reason);
    head.completeExceptionally(aborted.get());
    if (publisher != null) {
      publisher.fail(aborted);
    }
    body.abort(aborted.get());
    CompletableFuture<?> future = sending;
    if (future != null) {
      future.cancel(true);
    }
  }
}
