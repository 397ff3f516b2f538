package io.httpstream.verification;

import io.httpstream.tck.multipart.MultipartJudge;
import io.httpstream.tck.multipart.ParsedPart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Blocker;

/** Jetty's parser. */
public final class JettyJudge implements MultipartJudge {
  private static final int UNLIMITED = -1;

  @Override
  public String name() {
    return "jetty-http";
  }

  @Override
  public List<ParsedPart> parse(String contentType, byte[] body) throws IOException {
    MultiPartFormData.Parser parser =
        new MultiPartFormData.Parser(MultiPart.extractBoundary(contentType));
    parser.setMaxParts(UNLIMITED);
    parser.setMaxLength(UNLIMITED);
    parser.setMaxMemoryFileSize(UNLIMITED);
    parser.setMaxFileSize(UNLIMITED);
    List<ParsedPart> parts = new ArrayList<>();
    try (MultiPartFormData.Parts parsed =
        Blocker.<MultiPartFormData.Parts>blockWithPromise(
            whole -> parser.parse(Content.Source.from(new ByteArrayInputStream(body)), whole))) {
      for (MultiPart.Part part : parsed) {
        try (InputStream content = Content.Source.asInputStream(part.createContentSource())) {
          parts.add(
              new ParsedPart(
                  part.getName(),
                  part.getFileName(),
                  part.getHeaders().get("Content-Type"),
                  content.readAllBytes()));
        }
      }
    }
    return parts;
  }
}
