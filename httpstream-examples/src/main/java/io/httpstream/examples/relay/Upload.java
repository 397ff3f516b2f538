package io.httpstream.examples.relay;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** One file on its way to the disk. Closed before it is finished, it leaves nothing behind. */
final class Upload implements Closeable {
  private final Path unfinished;
  private final Path target;
  private final FileChannel channel;
  private long bytes;

  Upload(Path unfinished, Path target) throws IOException {
    this.unfinished = unfinished;
    this.target = target;
    this.channel = FileChannel.open(unfinished, StandardOpenOption.WRITE);
  }

  void write(ByteBuffer chunk) throws IOException {
    while (chunk.hasRemaining()) {
      bytes += channel.write(chunk);
    }
  }

  /** Gives the file its name, in place of an older one of that name. */
  void finish() throws IOException {
    channel.close();
    Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(unfinished);
  }

  /** What the file is once it is finished. */
  Path file() {
    return target;
  }

  @Override
  public String toString() {
    return "name=" + target.getFileName() + " bytes=" + bytes;
  }
}
