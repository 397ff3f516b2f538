package io.httpstream.examples.relay;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.IteratingCallback;

/** Server 1: serves a {@link LineFile} at {@code /file}, and with {@code ?bytes=} its beginning. */
final class FileHandler extends Handler.Abstract {
  static final String PATH = "/file";
  static final String FILE_NAME = "large_file.txt";

  private final LineFile file;
  private final byte[] sha256;

  /** Hashes the whole file first, so that no exchange that is timed has to wait for it. */
  FileHandler(LineFile file) {
    this.file = file;
    this.sha256 = file.sha256();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    if (!HttpMethod.GET.is(request.getMethod()) || !path(request).equals(PATH)) {
      return false;
    }
    Optional<LineFile> wanted = wanted(request);
    if (wanted.isEmpty()) {
      Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
      return true;
    }
    LineFile served = wanted.get();
    byte[] hash = served == file ? sha256 : served.sha256();
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, "text/plain")
        .put(HttpHeader.CONTENT_LENGTH, served.length())
        .put("Content-Disposition", "attachment; filename=\"" + FILE_NAME + "\"")
        .put(Sha256.FIELD, Sha256.toField(hash));
    new Writer(served.blocks(), response, callback).iterate();
    return true;
  }

  private Optional<LineFile> wanted(Request request) {
    Fields.Field bytes = Request.extractQueryParameters(request).get("bytes");
    if (bytes == null) {
      return Optional.of(file);
    }
    // One who asks for more than there is must not keep a thread busy with its hash.
    return ByteSize.parse(bytes.getValue())
        .filter(length -> length <= file.length())
        .map(LineFile::cutAt);
  }

  private static String path(Request request) {
    return Request.getPathInContext(request);
  }

  /** Writes block by block; a thread waits for a slow client in no case. */
  private static final class Writer extends IteratingCallback {
    private final LineBlocks blocks;
    private final Response response;
    private final Callback callback;

    Writer(LineBlocks blocks, Response response, Callback callback) {
      this.blocks = blocks;
      this.response = response;
      this.callback = callback;
    }

    @Override
    protected Action process() {
      if (!blocks.hasNext()) {
        return Action.SUCCEEDED;
      }
      var block = blocks.next();
      response.write(!blocks.hasNext(), block, this);
      return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
      callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      callback.failed(cause);
    }
  }
}
