package io.httpstream.transport.apache;

import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Leads from Apache's parts, which are shared, to the exchange that they work for. */
final class ExchangeContext extends HttpClientContext {
  private final ApacheExchange exchange;

  ExchangeContext(ApacheExchange exchange) {
    this.exchange = exchange;
  }

  /** The exchange of a context; null if somebody else uses the client. */
  static @Nullable ApacheExchange exchangeOf(HttpContext context) {
    return context instanceof ExchangeContext ours ? ours.exchange : null;
  }

  /** Called by the client each time it is about to send the request. */
  @Override
  public void setRequest(HttpRequest request) {
    exchange.checkFirst();
    super.setRequest(request);
  }
}
