package io.httpstream.examples.relay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Server 2: saves the files of a multipart message sent to {@code /upload}, and tells the hash of a
 * saved file in the answer to a HEAD of its {@code Location}.
 *
 * <p>The hash is not in the answer to the upload: made on the fly it would slow the server while
 * the relay is timed, made at the end it would delay the answer. On a request of its own it is made
 * from what is in the file, which is also the stronger proof.
 */
final class UploadHandler extends Handler.Abstract {
  static final String PATH = "/upload";

  private final Uploads uploads;

  UploadHandler(Uploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String path = Request.getPathInContext(request);
    if (HttpMethod.POST.is(request.getMethod()) && path.equals(PATH)) {
      receive(request, response, callback);
      return true;
    }
    Optional<Path> saved = uploads.at(path);
    if (HttpMethod.HEAD.is(request.getMethod()) && saved.isPresent()) {
      describe(saved.get(), response, callback);
      return true;
    }
    return false;
  }

  private void receive(Request request, Response response, Callback callback) {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    String boundary = type == null ? null : MultiPart.extractBoundary(type);
    if (boundary == null) {
      Response.writeError(request, response, callback, HttpStatus.UNSUPPORTED_MEDIA_TYPE_415);
      return;
    }
    new UploadReader(request, response, callback, boundary, new FilePartSaver(uploads)).run();
  }

  private static void describe(Path file, Response response, Callback callback) throws IOException {
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_LENGTH, Files.size(file))
        .put(Sha256.FIELD, Sha256.toField(Sha256.of(file)));
    callback.succeeded();
  }
}
