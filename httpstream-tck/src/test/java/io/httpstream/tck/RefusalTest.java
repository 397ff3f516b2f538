package io.httpstream.tck;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.tck.socket.SocketTransport;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A case is skipped only if what is not offered is refused. */
class RefusalTest {
  /** Offers nothing. */
  private static final class Modest extends SocketTransport {
    Modest() {
      super(TransportConfig.defaults());
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }
  }

  /** Offers nothing, and drops what it is given all the same. */
  private static class SkipClaimer extends TransportTck {
    SkipClaimer() {
      super("skip-claimer");
    }

    @Override
    protected Transport transport(TransportConfig config) {
      return new Modest();
    }

    @Override
    protected HttpStreamClient client(
        Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
      return HttpStreamClient.builder()
          .transport(transport)
          .use(next -> request -> next.send(request.toBuilder().body(RequestBody.empty()).build()))
          .build();
    }
  }

  /** Offers nothing, and says so. */
  private static final class Honest extends SkipClaimer {
    @Override
    protected HttpStreamClient client(
        Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
      return HttpStreamClient.builder().transport(transport).build();
    }
  }

  /** Answers by itself that all is well. */
  private static final class Hopeful extends SkipClaimer {
    @Override
    protected Transport transport(TransportConfig config) {
      return new SocketTransport(config) {
        @Override
        public Response exchange(Request request, Call call) {
          return Response.builder(200).build();
        }
      };
    }

    @Override
    protected HttpStreamClient client(
        Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
      return HttpStreamClient.builder().transport(transport).build();
    }
  }

  @Test
  void whatIsRefusedMayBeSkipped() throws IOException {
    for (Capability capability : Capability.values()) {
      try (Rig rig = new Rig(new Honest(), false)) {
        Refusal.prove(capability, rig);
      }
    }
  }

  @Test
  void whatIsIgnoredMayNotBeSkipped() {
    try (Rig rig = new Rig(new SkipClaimer(), false)) {
      AssertionError failure =
          assertThrows(AssertionError.class, () -> Refusal.prove(Capability.GET_WITH_BODY, rig));
      assertTrue(failure.getMessage().contains("a GET with a body was answered 200"));
    }
  }

  @Test
  void anUploadThatNobodyTakesMustNotSucceed() {
    try (Rig rig = new Rig(new Hopeful(), false)) {
      AssertionError failure =
          assertThrows(AssertionError.class, () -> Refusal.prove(Capability.EARLY_RESPONSE, rig));
      assertTrue(failure.getMessage().contains("a response of 413 arrived as 200"));
    }
  }
}
