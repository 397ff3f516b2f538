package io.httpstream.sample;

import io.httpstream.tck.TransportTck;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** The rules of SPEC.md over the sample. */
class SampleTransportTest extends TransportTck {
  SampleTransportTest() {
    super("sample");
  }

  @Override
  protected Transport transport(TransportConfig config) {
    return new SampleTransport(config);
  }
}
