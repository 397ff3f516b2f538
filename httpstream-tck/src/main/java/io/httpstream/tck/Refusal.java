package io.httpstream.tck;

import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.payload.Payload;
import io.httpstream.tck.server.Certificate;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.timing.Timing;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import io.httpstream.transport.TransportLoader;
import io.httpstream.transport.TransportProvider;
import io.httpstream.transport.UnsupportedCapabilityException;
import java.io.IOException;
import java.time.Duration;

/** Proves that what a transport does not offer is refused, before a case about it is skipped. */
final class Refusal {
  private Refusal() {}

  static void prove(Capability capability, Rig rig) throws IOException {
    switch (capability) {
      case GET_WITH_BODY -> getWithBodyIsRefused(rig);
      case EARLY_RESPONSE -> unseenResponseEndsInAnError(rig);
      case SSL_CONTEXT -> {
        TransportConfig context = TransportConfig.defaults().sslContext(Certificate.trusting());
        configIsRefused(capability, context, rig);
      }
      case IDLE_TIMEOUT -> {
        TransportConfig idle = TransportConfig.defaults().idleTimeout(Duration.ofMinutes(1));
        configIsRefused(capability, idle, rig);
      }
    }
  }

  private static void getWithBodyIsRefused(Rig rig) throws IOException {
    RawServer server = rig.serve(Script.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    Draft draft = Draft.get(server.uri("/get")).body(RequestBody.text("not offered"));
    try (Response response = rig.send(draft)) {
      throw new AssertionError(
          "GET_WITH_BODY is not declared, but a GET with a body was answered "
              + response.status()
              + "; it must be refused with an UnsupportedCapabilityException");
    } catch (UnsupportedCapabilityException e) {
      if (server.accepted() > 0) {
        throw new AssertionError("a GET with a body was refused only after connecting", e);
      }
    }
  }

  /** As a client asks for it that finds its transport on the class path. */
  private static void configIsRefused(Capability capability, TransportConfig config, Rig rig) {
    TransportProvider provider =
        new TransportProvider() {
          @Override
          public String name() {
            return rig.tck().name();
          }

          @Override
          public Transport create(TransportConfig asked) {
            return rig.tck().transport(asked);
          }
        };
    try (Transport made = TransportLoader.create(provider, config)) {
      throw new AssertionError(
          capability
              + " is not declared, but a transport was made with one that declares "
              + made.capabilities()
              + "; it must be refused with an UnsupportedCapabilityException");
    } catch (UnsupportedCapabilityException e) {
      // As it should be.
    }
  }

  /**
   * Nobody asks for an early response, so that there is nothing to refuse; but an upload that
   * nobody takes any more must not wait for ever, nor succeed.
   */
  private static void unseenResponseEndsInAnError(Rig rig) {
    RawServer server =
        rig.serve(
            connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 413 Too Much\r\nContent-Length: 0\r\n\r\n");
              rig.over().await();
            });
    RequestBody endless = RequestBody.stream(Payload.stream(Long.MAX_VALUE));
    Duration stall = Timing.scaled(Duration.ofMillis(500));
    try (Response response =
        rig.client()
            .post(server.uri("/early"))
            .limits(limits -> limits.writeStall(stall))
            .body(endless)
            .send()) {
      if (response.status() != 413) {
        throw new AssertionError("a response of 413 arrived as " + response.status());
      }
    } catch (IOException e) {
      // As it should be.
    }
  }
}
