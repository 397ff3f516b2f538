package io.httpstream.tck.socket;

import io.httpstream.message.Phase;
import io.httpstream.message.Request;
import io.httpstream.message.RequestBody;
import io.httpstream.message.Response;
import io.httpstream.transport.Call;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Set;

/**
 * HTTP/1.1 over sockets, plain or with TLS, on the caller's thread. Saboteurs override its
 * protected methods.
 */
public class SocketTransport implements Transport {
  private final ConnectionPool pool;
  private final boolean ownPool;

  /**
   * Makes a transport.
   *
   * @param config its connect timeout is the guard's affair
   */
  public SocketTransport(TransportConfig config) {
    this.pool = new ConnectionPool(config);
    this.ownPool = true;
  }

  /**
   * Makes a transport over a pool.
   *
   * @param pool stays the caller's
   */
  public SocketTransport(ConnectionPool pool) {
    this.pool = pool;
    this.ownPool = false;
  }

  @Override
  public Response exchange(Request request, Call call) throws IOException {
    call.phase(Phase.LEASING);
    Connection connection =
        pool.lease(request.uri(), call, looksAtIdleConnections(), this::received);
    Lease lease = new Lease(connection, pool);
    call.onAbort(reason -> lease.kill());
    try {
      return exchange(request, call, connection, lease);
    } catch (IOException | RuntimeException | Error e) {
      if (reusesBrokenConnections()) {
        lease.giveBack();
      } else {
        lease.drop();
      }
      throw e;
    }
  }

  private Response exchange(Request request, Call call, Connection connection, Lease lease)
      throws IOException {
    RequestBody body = request.body();
    call.phase(Phase.WRITING);
    connection.write(RequestHead.of(request, framing(request)));
    boolean complete = true;
    if (body.length() != 0) {
      SocketWire wire = new SocketWire(connection, body.length() < 0);
      complete = call.writeBody(connection.watched(wire, call));
      if (complete) {
        wire.finish();
      }
    }
    if (complete) {
      connection.flush();
    }
    if (body.length() == 0) {
      call.phase(Phase.AWAITING);
    }
    ResponseHead head = connection.finalHead(mostInformational(), longestHead());
    InputStream bytes = ResponseBodies.of(request.method(), head, connection.in());
    boolean reusable = complete && head.keepsAlive() && head.isDelimited(request.method());
    LeasedBody leased = new LeasedBody(bytes, lease, reusable);
    return Response.builder(head.status())
        .headers(head.headers())
        .body(leased)
        .onAbort(lease::kill)
        .build();
  }

  /**
   * The header lines that frame the request (RFC 9112, section 6).
   *
   * @param request the request
   * @return each ended by CR LF
   */
  protected String framing(Request request) {
    long length = request.body().length();
    if (length < 0) {
      return "Transfer-Encoding: chunked\r\n";
    }
    boolean announced = length > 0 || Set.of("POST", "PUT", "PATCH").contains(request.method());
    return announced ? "Content-Length: " + length + "\r\n" : "";
  }

  /**
   * Whether a connection whose exchange failed is given back to the pool.
   *
   * @return false, for anything else would be a fault
   */
  protected boolean reusesBrokenConnections() {
    return false;
  }

  /**
   * What the responses of a new connection are read from.
   *
   * @param in the bytes as they come
   * @return the same, for anything else would be a fault
   */
  protected InputStream received(InputStream in) {
    return in;
  }

  /**
   * Whether a connection is used again only if nothing has come on it.
   *
   * @return true, for anything else would be a fault
   */
  protected boolean looksAtIdleConnections() {
    return true;
  }

  /**
   * How many informational responses may come before the final one.
   *
   * @return more would be an error
   */
  protected int mostInformational() {
    return 50;
  }

  /**
   * How long the head of a response may be.
   *
   * @return in bytes; more would be an error
   */
  protected int longestHead() {
    return 256 * 1024;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @Override
  public void close() {
    if (ownPool) {
      pool.close();
    }
  }
}
