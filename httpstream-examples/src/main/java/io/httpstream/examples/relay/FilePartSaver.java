package io.httpstream.examples.relay;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/** Saves the parts of a multipart message that are files while the message is being parsed. */
final class FilePartSaver extends MultiPart.AbstractPartsListener implements Closeable {
  private final Uploads uploads;
  private final List<Upload> saved = new ArrayList<>();
  private @Nullable Upload current;
  private @Nullable IOException failure;
  private boolean complete;
  private boolean malformed;

  FilePartSaver(Uploads uploads) {
    this.uploads = uploads;
  }

  /** The files so far. */
  List<Upload> saved() {
    return saved;
  }

  /** Where the saved file is described. */
  String location(Upload upload) {
    return uploads.location(upload);
  }

  /** Whether the message was one, up to its last boundary. */
  boolean isComplete() {
    return complete && !malformed;
  }

  /** Why a file can't be saved. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    if (failure != null || getFileName() == null) {
      return;
    }
    try {
      current().write(chunk.getByteBuffer());
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public void onPart(String name, @Nullable String fileName, HttpFields headers) {
    if (failure != null || fileName == null) {
      return;
    }
    try {
      // An empty file has no content that would have started it.
      Upload finished = current();
      uploads.finish(finished);
      saved.add(finished);
      current = null;
    } catch (IOException e) {
      failure = e;
    }
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable cause) {
    malformed = true;
  }

  /** Throws away what is not finished. */
  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }

  private Upload current() throws IOException {
    if (current == null) {
      current = uploads.begin(getFileName());
    }
    return current;
  }
}
