package io.httpstream.transport.apache;

import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;

/**
 * How long a response's body is, by RFC 9112, section 6.3: as Apache has it, but for lengths such
 * as "+5", which others read otherwise.
 */
final class ResponseLength implements ContentLengthStrategy {
  @Override
  public long determineLength(HttpMessage message) throws HttpException {
    for (Header header : message.getHeaders(HttpHeaders.CONTENT_LENGTH)) {
      String value = header.getValue();
      if (value == null || value.isEmpty() || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
        throw new ProtocolException("Invalid content length: " + value);
      }
    }
    return DefaultContentLengthStrategy.INSTANCE.determineLength(message);
  }
}
