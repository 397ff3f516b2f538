package io.httpstream.tck;

import io.httpstream.message.Response;
import io.httpstream.tck.door.BareDoor;
import io.httpstream.tck.door.Draft;
import io.httpstream.tck.report.Deviations;
import io.httpstream.tck.server.Certificate;
import io.httpstream.tck.server.RawServer;
import io.httpstream.tck.server.Script;
import io.httpstream.tck.server.SocketBuffers;
import io.httpstream.tck.timing.Timing;
import io.httpstream.tck.timing.Watchdog;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * What a subclass of the TCK has set up. Where it is wrong no case of a rule could tell anything,
 * and all of them would fail, each in words of its own.
 */
final class Fixture {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Tck tck;

  Fixture(Tck tck) {
    this.tck = tck;
  }

  /** What is wrong. */
  record Mistake(String rule, String sentence, Throwable seen) {
    AssertionError failure() {
      return new AssertionError(toString(), seen);
    }

    @Override
    public String toString() {
      return rule + " failed: " + sentence;
    }
  }

  /** Looks at it, and stops at the first mistake: others may come of that one. */
  static Optional<Mistake> mistakeOf(Tck tck) {
    Fixture fixture = new Fixture(tck);
    Map<String, Watchdog.Task> checks = new LinkedHashMap<>();
    checks.put("CFG-001", fixture::nameIsOne);
    checks.put("CFG-002", fixture::transportIsMade);
    checks.put("CFG-003", fixture::capabilitiesAreTold);
    checks.put("CFG-004", fixture::loopbackIsThere);
    checks.put("CFG-005", fixture::configIsHeeded);
    for (Map.Entry<String, Watchdog.Task> check : checks.entrySet()) {
      try {
        Watchdog.run("tck-" + check.getKey(), Timing.scaled(LIMIT), check.getValue());
      } catch (Throwable e) {
        String sentence = e instanceof AssertionError ? e.getMessage() : "it threw " + e;
        return Optional.of(new Mistake(check.getKey(), String.valueOf(sentence), e));
      }
    }
    return Optional.empty();
  }

  void nameIsOne() {
    if (!tck.name().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new AssertionError(
          "the name of a transport must be of letters, digits, '.', '_' and '-', as a file's is,"
              + " but was \""
              + tck.name()
              + "\"");
    }
    try {
      Deviations.of(tck.name(), tck.getClass().getClassLoader());
    } catch (RuntimeException e) {
      throw new AssertionError("the deviations are wrong: " + e.getMessage(), e);
    }
  }

  void transportIsMade() {
    try (Transport first = made(TransportConfig.defaults());
        Transport second = made(TransportConfig.defaults())) {
      if (first == second) {
        throw new AssertionError(
            says("transport(config)") + "make a new one each time, but it was the same one twice");
      }
    }
  }

  private Transport made(TransportConfig config) {
    Transport made;
    try {
      made = tck.transport(config);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(says("transport(config)") + "make a transport, but threw " + e, e);
    }
    if (made == null) {
      throw new AssertionError(says("transport(config)") + "make a transport, but returned null");
    }
    return made;
  }

  private String says(String method) {
    return tck.getClass().getName() + "." + method + " must ";
  }

  void capabilitiesAreTold() {
    try (Transport first = made(TransportConfig.defaults());
        Transport second = made(TransportConfig.defaults())) {
      Set<Capability> told = capabilities(first);
      Set<Capability> toldAgain = capabilities(second);
      if (!told.equals(toldAgain)) {
        throw new AssertionError(
            "transports that are made alike must have the same capabilities, but had "
                + told
                + " and "
                + toldAgain);
      }
    }
  }

  private static Set<Capability> capabilities(Transport transport) {
    String must = transport.getClass().getName() + ".capabilities() must return a set";
    Set<Capability> told;
    try {
      told = transport.capabilities();
    } catch (RuntimeException | Error e) {
      throw new AssertionError(must + ", but threw " + e, e);
    }
    if (told == null) {
      throw new AssertionError(must + ", which may be empty, but returned null");
    }
    return told;
  }

  void loopbackIsThere() {
    try (RawServer server = RawServer.start(SocketBuffers.DEFAULT, Script.answering(Reply.OK));
        Socket socket = new Socket()) {
      URI uri = server.uri("/");
      int limit = (int) Timing.patience().toMillis();
      try {
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), limit);
        socket.setSoTimeout(limit);
        socket
            .getOutputStream()
            .write("GET / HTTP/1.1\r\nHost: tck\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().readNBytes(Reply.OK.length());
      } catch (IOException e) {
        throw new AssertionError(
            "programs on this machine must reach each other at %s, where the servers of the TCK are, but a plain socket got: %s; look for a proxy or a firewall"
                .formatted(uri.getAuthority(), e),
            e);
      }
    } catch (IOException e) {
      throw new AssertionError("a plain socket must be closed, but: " + e, e);
    }
  }

  void configIsHeeded() {
    try (Transport probe = made(TransportConfig.defaults())) {
      if (!capabilities(probe).contains(Capability.SSL_CONTEXT)) {
        return;
      }
    }
    TransportConfig config = TransportConfig.defaults().sslContext(Certificate.trusting());
    try (RawServer server = RawServer.startTls(SocketBuffers.DEFAULT, Script.answering(Reply.OK));
        BareDoor door = new BareDoor(made(config));
        Response response = door.send(Draft.get(server.uri("/")))) {
      response.body().readAllBytes();
    } catch (IOException e) {
      // What else can fail is for the rules to tell.
      if (isDistrust(e)) {
        throw new AssertionError(
            says("transport(config)")
                + "pass the config on: its sslContext trusts a server that the transport did not"
                + " ("
                + e
                + ")",
            e);
      }
    }
  }

  private static boolean isDistrust(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SSLException) {
        return true;
      }
    }
    return false;
  }
}
