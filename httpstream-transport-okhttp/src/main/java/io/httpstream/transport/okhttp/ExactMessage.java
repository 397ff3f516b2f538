package io.httpstream.transport.okhttp;

import java.io.IOException;
import java.util.Set;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The innermost network interceptor: takes out of the request's head what OkHttp has added to it,
 * and keeps OkHttp from acting on the response's status.
 */
final class ExactMessage implements Interceptor {
  /** A status upon which OkHttp does nothing. */
  private static final int NO_FOLLOW_UP = 299;

  /**
   * OkHttp throws on the first unless there is a proxy, and sends the request again on the second
   * if it says {@code Retry-After: 0}. The others on which it acts depend on settings that are
   * checked.
   */
  private static final Set<Integer> FOLLOWED_UP = Set.of(407, 503);

  /** Methods whose empty body is said to be empty (RFC 9110, section 8.6). */
  private static final Set<String> EXPECT_CONTENT = Set.of("POST", "PUT", "PATCH");

  @Override
  public Response intercept(Chain chain) throws IOException {
    OkHttpExchange exchange = OkHttpExchange.of(chain.call());
    ChannelSocket carrier = claim(chain, exchange);
    Response response = chain.proceed(trimmed(chain.request(), exchange));
    if (carrier != null && carrier.received() == 0) {
      throw Failures.protocol("the connection held a response that nobody had asked for");
    }
    ResponseHead.check(response);
    if (carrier != null && ResponseHead.isLast(response)) {
      carrier.retire();
    }
    exchange.status(response.code());
    return FOLLOWED_UP.contains(response.code())
        ? response.newBuilder().code(NO_FOLLOW_UP).build()
        : response;
  }

  private @Nullable ChannelSocket claim(Chain chain, OkHttpExchange exchange) throws IOException {
    Connection connection = chain.connection();
    if (connection == null) {
      return null;
    }
    Carried carried = Probe.carried(connection);
    if (carried != null) {
      // Before it is looked at: whoever cancels the one before can't close it from here on.
      carried.carrier().ownedBy(exchange);
      exchange.checkNotAborted();
    }
    if (!exchange.isFresh() && !Probe.isClean(connection)) {
      throw new StaleConnectionException();
    }
    exchange.carriedBy(carried);
    if (carried == null) {
      return null;
    }
    carried.carrier().begin();
    carried.framed().begin(chain.request().method());
    return carried.carrier();
  }

  private static Request trimmed(Request request, OkHttpExchange exchange) {
    Request.Builder exact = request.newBuilder().removeHeader("Connection");
    if (exchange.lacks(FreshConnection.ACCEPT_ENCODING)
        && FreshConnection.IDENTITY.equals(request.header(FreshConnection.ACCEPT_ENCODING))) {
      exact.removeHeader(FreshConnection.ACCEPT_ENCODING);
    }
    if (exchange.lacks("User-Agent")) {
      exact.removeHeader("User-Agent");
    }
    if ("0".equals(request.header("Content-Length"))
        && !EXPECT_CONTENT.contains(request.method())) {
      exact.removeHeader("Content-Length");
    }
    return exact.build();
  }
}
