package io.httpstream.examples.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads one multipart message chunk by chunk as it arrives, so that of a file of any size no more
 * than one chunk is in memory, and answers when it has been saved.
 */
final class UploadReader implements Runnable {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private final FilePartSaver saver;
  private final MultiPart.Parser parser;

  UploadReader(
      Request request, Response response, Callback callback, String boundary, FilePartSaver saver) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.saver = saver;
    this.parser = new MultiPart.Parser(boundary, saver);
  }

  /** Takes what has arrived, and comes back when there is more. */
  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        end(chunk.getFailure());
        return;
      }
      parser.parse(chunk);
      boolean last = chunk.isLast();
      chunk.release();
      IOException unsaved = saver.failure();
      if (unsaved != null) {
        end(unsaved);
        return;
      }
      if (last) {
        answer();
        return;
      }
    }
  }

  private void end(Throwable failure) {
    try (saver) {
      callback.failed(failure);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void answer() {
    List<Upload> saved = saver.saved();
    if (!saver.isComplete()) {
      try (saver) {
        Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
      } catch (IOException e) {
        throw new IllegalStateException("an unfinished upload can't be deleted", e);
      }
      return;
    }
    response.setStatus(HttpStatus.CREATED_201);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
    if (saved.size() == 1) {
      response.getHeaders().put(HttpHeader.LOCATION, saver.location(saved.get(0)));
    }
    String lines = saved.stream().map(upload -> upload + "\n").collect(Collectors.joining());
    response.write(true, ByteBuffer.wrap(lines.getBytes(UTF_8)), callback);
  }
}
