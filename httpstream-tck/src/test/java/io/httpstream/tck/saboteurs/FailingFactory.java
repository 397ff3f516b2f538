package io.httpstream.tck.saboteurs;

import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;

/** Can't make a transport. */
@Breaks(ids = "CFG-002", message = "must make a transport, but threw java.lang.LinkageError")
final class FailingFactory extends FixtureSaboteur {
  @Override
  protected Transport transport(TransportConfig config) {
    throw new LinkageError("the backend is not on the class path");
  }
}
