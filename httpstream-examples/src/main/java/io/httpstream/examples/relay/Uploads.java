package io.httpstream.examples.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Where server 2 saves: a fresh temporary directory, which is gone at the end. */
final class Uploads {
  private static final String PATH = "/uploads/";

  private final Path directory;
  private final List<Upload> finished = new CopyOnWriteArrayList<>();

  private Uploads(Path directory) {
    this.directory = directory;
  }

  static Uploads inTemporaryDirectory() throws IOException {
    return new Uploads(Files.createTempDirectory("httpstream-relay-"));
  }

  Path directory() {
    return directory;
  }

  /** Starts a file; nothing has the name that was sent until the file is complete. */
  Upload begin(String nameSent) throws IOException {
    Path unfinished = Files.createTempFile(directory, ".", ".part");
    return new Upload(unfinished, directory.resolve(SavedName.of(nameSent)));
  }

  /** Gives a complete file its name. */
  void finish(Upload upload) throws IOException {
    upload.finish();
    finished.add(upload);
  }

  /** The path in a URI of a finished file: a number, since a name may have any character. */
  String location(Upload upload) {
    return PATH + finished.indexOf(upload);
  }

  /** The finished file of a path in a URI. */
  Optional<Path> at(String location) {
    return finished.stream()
        .filter(upload -> location(upload).equals(location))
        .map(Upload::file)
        .findFirst();
  }

  /** Deletes the directory with all that was saved. */
  void delete() {
    try (Stream<Path> paths = Files.walk(directory)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
