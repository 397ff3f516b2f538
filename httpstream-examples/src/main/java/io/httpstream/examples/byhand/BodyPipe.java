package io.httpstream.examples.byhand;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client that pulls a request's body have one that is written, by a thread of its own.
 *
 * <p>A bare pipe will not do: it says end of stream when the writer has failed, and the server
 * would take half a file for a whole one.
 */
final class BodyPipe implements Closeable {
  private static final int CAPACITY = 64 * 1024;

  private final Writer writer;
  private final PipedInputStream readEnd = new PipedInputStream(CAPACITY);
  private volatile @Nullable IOException failure;
  private volatile boolean written;

  /** Writes the body. */
  @FunctionalInterface
  interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  BodyPipe(Writer writer) {
    this.writer = writer;
  }

  /** Starts the writer; what it writes can be read from the stream. */
  InputStream start() {
    try {
      PipedOutputStream writeEnd = new PipedOutputStream(readEnd);
      Thread thread = new Thread(() -> write(writeEnd), "body writer");
      thread.setDaemon(true);
      thread.start();
      return new Checked(readEnd);
    } catch (IOException e) {
      throw new UncheckedIOException("the body can be written once only", e);
    }
  }

  private void write(PipedOutputStream writeEnd) {
    try (writeEnd) {
      writeTo(writeEnd);
    } catch (IOException e) {
      // Nobody reads any more, so nobody needs to be told.
    }
  }

  /** Whoever comes to the end of the pipe must find why it is there, so this comes first. */
  private void writeTo(PipedOutputStream writeEnd) {
    try {
      writer.writeTo(writeEnd);
      written = true;
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Releases the writer, whatever it is waiting for. */
  @Override
  public void close() throws IOException {
    readEnd.close();
  }

  /** Tells the end of what was written from the end of the writer. */
  private final class Checked extends FilterInputStream {
    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count < 0 && !written) {
        throw new IOException("the body was not written to its end", failure);
      }
      return count;
    }
  }
}
