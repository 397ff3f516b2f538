package io.httpstream.verification;

import io.httpstream.tck.multipart.MultipartJudge;
import io.httpstream.tck.multipart.ParsedPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

/** The parser of Apache Commons FileUpload, which is that of Tomcat too. */
public final class CommonsJudge implements MultipartJudge {
  @Override
  public String name() {
    return "commons-fileupload2";
  }

  @Override
  public List<ParsedPart> parse(String contentType, byte[] body) throws IOException {
    Upload upload = new Upload();
    upload.setHeaderCharset(StandardCharsets.UTF_8);
    FileItemInputIterator items = upload.getItemIterator(new Posted(contentType, body));
    List<ParsedPart> parts = new ArrayList<>();
    while (items.hasNext()) {
      FileItemInput item = items.next();
      try (InputStream content = item.getInputStream()) {
        parts.add(
            new ParsedPart(
                item.getFieldName(),
                item.getName(),
                item.getContentType(),
                content.readAllBytes()));
      }
    }
    return parts;
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

  private static final class Posted extends AbstractRequestContext<byte[]> {
    private final String contentType;

    private Posted(String contentType, byte[] body) {
      super(name -> null, () -> body.length, body);
      this.contentType = contentType;
    }

    @Override
    public String getCharacterEncoding() {
      return "UTF-8";
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(getRequest());
    }
  }
}
