package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.tck.door.Door;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.server.Certificate;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import javax.net.ssl.SSLContext;

/** What lies between client and server: nothing but TCP, or TLS as well. */
interface Line {
  Response send(Draft draft) throws IOException;

  RawServer serve(Script script);

  /** Nothing but TCP. */
  static Line plain(Rig rig, SocketBuffers buffers) {
    return new Line() {
      @Override
      public Response send(Draft draft) throws IOException {
        return rig.send(draft);
      }

      @Override
      public RawServer serve(Script script) {
        return rig.serve(buffers, script);
      }
    };
  }

  /** TLS, and a client that trusts the server. */
  static Line tls(Rig rig, SocketBuffers buffers) {
    SSLContext trusting = Certificate.trusting();
    Door door = rig.closing(rig.newDoor(TransportConfig.defaults().sslContext(trusting)));
    return new Line() {
      @Override
      public Response send(Draft draft) throws IOException {
        return door.send(draft);
      }

      @Override
      public RawServer serve(Script script) {
        return rig.serveTls(buffers, script);
      }
    };
  }
}
