package io.httpstream.transport.apache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/** Sends a request as it is meant to be, after all that the client has added to it. */
final class ExchangeExecutor extends HttpRequestExecutor {
  /** Methods whose empty body is said to be empty (RFC 9110, section 8.6). */
  private static final Set<String> EXPECT_CONTENT = Set.of("POST", "PUT", "PATCH");

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      HttpResponseInformationCallback ignored,
      HttpContext context)
      throws IOException, HttpException {
    ApacheExchange exchange = ExchangeContext.exchangeOf(context);
    boolean tunnel = Method.CONNECT.name().equals(request.getMethod());
    if (exchange != null && !tunnel) {
      exchange.enterConnection(connection);
      reduce(request);
    }
    try {
      return super.execute(request, connection, ExchangeExecutor::checkInformational, context);
    } catch (Error broken) {
      // The client would shut its whole pool down.
      connection.close(CloseMode.IMMEDIATE);
      throw new IOException("the exchange failed: " + broken, broken);
    }
  }

  private static void checkInformational(
      HttpResponse response, HttpConnection connection, HttpContext context)
      throws ProtocolException {
    if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
      throw new ProtocolException("the server switches protocols without being asked to");
    }
  }

  /** Host comes first, as RFC 9110, section 7.2, wishes; nothing of the client's own stays. */
  private static void reduce(ClassicHttpRequest request) {
    boolean mute = request.getEntity() == null && !EXPECT_CONTENT.contains(request.getMethod());
    List<Header> headers = new ArrayList<>();
    for (Header header : request.getHeaders()) {
      if (header.getName().equalsIgnoreCase(HttpHeaders.HOST)) {
        headers.add(0, header);
      } else if (!isKeepAlive(header) && !(mute && isLength(header))) {
        headers.add(header);
      }
    }
    request.setHeaders(headers.toArray(Header[]::new));
  }

  /** Says nothing that HTTP/1.1 does not imply. */
  private static boolean isKeepAlive(Header header) {
    return header.getName().equalsIgnoreCase(HttpHeaders.CONNECTION)
        && HeaderElements.KEEP_ALIVE.equalsIgnoreCase(header.getValue());
  }

  private static boolean isLength(Header header) {
    return header.getName().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH);
  }
}
