package io.httpstream.sample;

import io.httpstream.message.Headers;
import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/** HTTP/1.1 over sockets, plain or with TLS, on the caller's thread. */
final class SampleTransport implements Transport {
  private final Connections connections;

  SampleTransport(TransportConfig config) {
    connections = new Connections(config.sslContext());
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    call.phase(Phase.LEASING);
    Lease lease = connections.lease(request.uri(), call);
    call.onAbort(reason -> lease.kill());
    try {
      send(request, call, lease.connection());
      return receive(request, lease);
    } catch (IOException | RuntimeException | Error e) {
      lease.end(false);
      throw e;
    }
  }

  private static void send(Request request, Call call, Connection connection) throws IOException {
    call.phase(Phase.WRITING);
    connection.write(head(request));
    if (request.body().length() != 0) {
      SocketWire wire = new SocketWire(connection, request.body().length() < 0);
      // It returns false only to who has called finalStatus, as who declares EARLY_RESPONSE does.
      if (!call.writeBody(wire)) {
        throw new IllegalStateException("nobody has told of an early response");
      }
      wire.finish();
    }
    connection.flush();
    call.phase(Phase.AWAITING);
  }

  /** A request's head (RFC 9112, section 3): nothing in it is the transport's own but framing. */
  private static String head(Request request) {
    URI uri = request.uri();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(uri.getRawPath()).append(query);
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority()).append("\r\n");
    for (Headers.Entry field : request.headers()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    return head.append(framing(request)).append("\r\n").toString();
  }

  private static String framing(Request request) {
    long length = request.body().length();
    if (length < 0) {
      return "Transfer-Encoding: chunked\r\n";
    }
    boolean said = length > 0 || Set.of("POST", "PUT", "PATCH").contains(request.method());
    return said ? "Content-Length: " + length + "\r\n" : "";
  }

  private static Response receive(Request request, Lease lease) throws IOException {
    lease.connection().expectResponse(request.method());
    ResponseHead head = ResponseHead.readFinal(lease.connection().in());
    return Response.builder(head.status())
        .headers(head.headers())
        .body(new ResponseBody(request.method(), head, lease))
        .onAbort(lease::kill)
        .build();
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.GET_WITH_BODY, Capability.SSL_CONTEXT);
  }

  @Override
  public void close() {
    connections.close();
  }
}
