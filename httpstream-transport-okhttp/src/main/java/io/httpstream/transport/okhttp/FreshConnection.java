package io.httpstream.transport.okhttp;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The innermost application interceptor: looks for another connection as long as those of the pool
 * turn out to be dead, before a byte of the request was sent. Each that does is closed, so that it
 * ends with a new one.
 *
 * <p>Also turns OkHttp's decompression off, by asking for what the {@link ExactMessage} does not
 * send, and restores the status that it has hidden.
 */
final class FreshConnection implements Interceptor {
  static final String ACCEPT_ENCODING = "Accept-Encoding";
  static final String IDENTITY = "identity";

  @Override
  public Response intercept(Chain chain) throws IOException {
    OkHttpExchange exchange = OkHttpExchange.of(chain.call());
    Request request = chain.request();
    if (request.header(ACCEPT_ENCODING) == null) {
      request = request.newBuilder().header(ACCEPT_ENCODING, IDENTITY).build();
    }
    while (true) {
      exchange.connecting();
      try {
        return exchange.restored(chain.proceed(request));
      } catch (StaleConnectionException e) {
        // Nothing was sent, and the body was not begun.
      }
    }
  }
}
