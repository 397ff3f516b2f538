package io.httpstream.tck.saboteurs;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import java.io.IOException;
import java.util.Set;

/** A transport around another. */
class ForwardingTransport implements Transport {
  private final Transport transport;

  ForwardingTransport(Transport transport) {
    this.transport = transport;
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    return transport.exchange(request, call);
  }

  @Override
  public Set<Capability> capabilities() {
    return transport.capabilities();
  }

  @Override
  public void close() {
    transport.close();
  }
}
