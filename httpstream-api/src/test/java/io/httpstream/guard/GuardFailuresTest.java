package io.httpstream.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.ConnectFailedException;
import io.httpstream.message.ConnectionLostException;
import io.httpstream.message.ExchangeException;
import io.httpstream.message.ExchangeTimeoutException;
import io.httpstream.message.Limit;
import io.httpstream.message.Limits;
import io.httpstream.message.Phase;
import io.httpstream.message.ProtocolViolationException;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.message.TlsFailedException;
import io.httpstream.transport.Capability;
import io.httpstream.transport.UnsupportedCapabilityException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a failure of a transport, or a refusal of its own, is to the caller. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GuardFailuresTest {
  private final ScriptedTransport transport = ScriptedTransport.accepting();
  private final Guard guard = new Guard(transport, 64, leak -> {});

  @AfterEach
  void close() {
    guard.close();
  }

  private static Request.Builder get() {
    return Request.builder("GET", URI.create("http://h/"));
  }

  @Test
  void theSameFaultHasTheSameTypeWhateverTheBackendThrows() {
    check(new ConnectException("refused"), ConnectFailedException.class, Phase.CONNECTING, true);
    check(new UnknownHostException("nobody"), ConnectFailedException.class, Phase.CONNECTING, true);
    check(
        new SSLHandshakeException("untrusted"), TlsFailedException.class, Phase.HANDSHAKING, true);
    check(
        new ProtocolException("garbage"), ProtocolViolationException.class, Phase.AWAITING, false);
    check(new EOFException(), ConnectionLostException.class, Phase.AWAITING, false);
    check(
        new SocketTimeoutException("native"),
        ExchangeTimeoutException.class,
        Phase.AWAITING,
        false);
  }

  private void check(
      IOException thrown, Class<? extends ExchangeException> type, Phase phase, boolean safe) {
    transport.script =
        (request, call) -> {
          call.phase(Phase.AWAITING);
          throw thrown;
        };
    Request request = Request.builder("POST", URI.create("http://h/")).build();
    ExchangeException e = assertThrows(type, () -> guard.send(request));
    assertSame(thrown, e.getCause());
    assertEquals(phase, e.phase());
    assertEquals(safe, e.safeToRetry());
  }

  @Test
  void aPostThatBrokeInTlsAfterItWasSentIsNotSafeToSendAgain() {
    transport.script =
        (request, call) -> {
          call.writeBody(transport.wire());
          throw new SSLException("bad record MAC");
        };
    Request request =
        Request.builder("POST", URI.create("http://h/")).body(RequestBody.text("pay")).build();
    TlsFailedException e = assertThrows(TlsFailedException.class, () -> guard.send(request));
    assertFalse(e.safeToRetry());
    assertEquals(Phase.AWAITING, e.phase());
  }

  @Test
  void aTimeoutOfTheBackendNamesTheLimitOnceThatHasPassed() {
    transport.script =
        (request, call) -> {
          long begun = System.nanoTime();
          while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(2)) {
            Thread.onSpinWait();
          }
          throw new SocketTimeoutException("the backend's");
        };
    Limits brief = Limits.defaults().connect(Duration.ofMillis(1));
    ExchangeTimeoutException own =
        assertThrows(ExchangeTimeoutException.class, () -> guard.send(get().limits(brief).build()));
    assertEquals(Limit.CONNECT, own.limit());
    assertEquals(Duration.ofMillis(1), own.value());
    ExchangeTimeoutException shorter =
        assertThrows(ExchangeTimeoutException.class, () -> guard.send(get().build()));
    assertTrue(shorter.value().compareTo(Duration.ofSeconds(10)) < 0, shorter.getMessage());
  }

  @Test
  void anIdempotentRequestIsSafeToSendAgainAfterItWasLost() {
    transport.script =
        (request, call) -> {
          call.phase(Phase.AWAITING);
          throw new SocketException("reset");
        };
    assertTrue(
        assertThrows(ConnectionLostException.class, () -> guard.send(get().build())).safeToRetry());
  }

  @Test
  void whatATransportCannotIsRefusedBeforeItIsAsked() {
    transport.capabilities = Set.of();
    UnsupportedCapabilityException e =
        assertThrows(
            UnsupportedCapabilityException.class,
            () -> guard.send(get().body(RequestBody.text("x")).build()));
    assertEquals(Capability.GET_WITH_BODY, e.capability());
    assertEquals(List.of(), transport.events);
  }

  @Test
  void aRequestWithoutAUserAgentGetsOneAndAGivenOneStays() throws Exception {
    StringBuilder agents = new StringBuilder();
    transport.script =
        (request, call) -> {
          agents.append(request.headers().all("User-Agent"));
          return Response.builder(200).build();
        };
    guard.send(get().build());
    guard.send(get().header("user-agent", "mine").build());
    assertEquals("[httpstream][mine]", agents.toString());
  }
}
