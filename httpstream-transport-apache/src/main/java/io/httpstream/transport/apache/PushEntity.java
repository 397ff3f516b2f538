package io.httpstream.transport.apache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** A request's body that is written, once, by the thread that sends the request. */
final class PushEntity implements HttpEntity {
  private final ApacheExchange exchange;
  private final long length;

  PushEntity(ApacheExchange exchange, long length) {
    this.exchange = exchange;
    this.length = length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    exchange.writeBody(out);
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public boolean isChunked() {
    return length < 0;
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public InputStream getContent() throws IOException {
    throw new IOException("the body of a request is written, not read");
  }

  @Override
  public @Nullable String getContentType() {
    // It is among the request's headers.
    return null;
  }

  @Override
  public @Nullable String getContentEncoding() {
    return null;
  }

  @Override
  public @Nullable Supplier<List<? extends Header>> getTrailers() {
    return null;
  }

  @Override
  public Set<String> getTrailerNames() {
    return Set.of();
  }

  @Override
  public void close() {}
}
