package io.httpstream.tck.interop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.httpstream.tck.payload.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.AbstractRequestContext;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;

/** Forms as commons-fileupload reads them while they come, over the JDK's own server. */
final class FileUploadHandler implements HttpHandler {
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    int status = 200;
    String answer;
    try {
      answer = parts(exchange);
    } catch (IOException | RuntimeException e) {
      status = 400;
      answer = e.toString();
    }
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String parts(HttpExchange exchange) throws IOException {
    Upload upload = new Upload();
    upload.setHeaderCharset(StandardCharsets.UTF_8);
    FileItemInputIterator items = upload.getItemIterator(new Posted(exchange));
    StringBuilder lines = new StringBuilder();
    while (items.hasNext()) {
      FileItemInput item = items.next();
      try (InputStream content = item.getInputStream()) {
        lines
            .append(
                FormSent.line(
                    item.getFieldName(),
                    item.getName(),
                    item.getContentType(),
                    Fingerprint.of(content)))
            .append('\n');
      }
    }
    return lines.toString();
  }

  /** The least that the abstract class asks for. */
  private static final class Upload
      extends AbstractFileUpload<Posted, DiskFileItem, DiskFileItemFactory> {
    @Override
    public FileItemInputIterator getItemIterator(Posted request) throws IOException {
      return super.getItemIterator((RequestContext) request);
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(Posted request)
        throws FileUploadException {
      return super.parseParameterMap((RequestContext) request);
    }

    @Override
    public List<DiskFileItem> parseRequest(Posted request) throws FileUploadException {
      return super.parseRequest((RequestContext) request);
    }
  }

  private static final class Posted extends AbstractRequestContext<HttpExchange> {
    private Posted(HttpExchange exchange) {
      super(exchange.getRequestHeaders()::getFirst, () -> -1, exchange);
    }

    @Override
    public String getCharacterEncoding() {
      return "UTF-8";
    }

    @Override
    public String getContentType() {
      return getRequest().getRequestHeaders().getFirst("Content-Type");
    }

    @Override
    public InputStream getInputStream() {
      return getRequest().getRequestBody();
    }
  }
}
