package io.httpstream.tck.saboteurs;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.transport.Transport;
import java.util.function.UnaryOperator;

/** Heeds nothing that is set on the client. */
@Breaks(ids = "TMO-003", message = "waiting for a place must fail, but it came to its end")
@Breaks(ids = "POOL-002", message = "no more than 2 exchanges may run at once, but ")
@Breaks(ids = "LEAK-004", message = "this did not happen: a response that was dropped is told")
@AlsoBreaks(
    value = {"TMO-001", "TMO-002", "TMO-011"},
    sometimes = "POOL-003")
final class NoSettings extends ClientSaboteur {
  @Override
  protected HttpStreamClient client(
      Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
    return super.client(transport, UnaryOperator.identity());
  }
}
