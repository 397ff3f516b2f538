package io.httpstream.tck.memory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * What a JVM needs for the jars of a class path alone: it keeps each one's table of contents on its
 * heap (java.util.zip.ZipFile.Source), and a search for services opens them all. With a test's
 * class path these can be some mebibytes, which are no fault of the client that is measured.
 */
final class JarTables {
  private static final int MEBIBYTE = 1 << 20;

  /**
   * The fixed part of an entry in the table (APPNOTE.TXT, 4.3.12), and in the JDK's index of it.
   */
  private static final long ENTRY = 46 + 14;

  private JarTables() {}

  /**
   * How much heap the tables of contents take.
   *
   * @param path a class path
   * @return in mebibytes, rounded up
   */
  static int mebibytes(String path) {
    long bytes =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .filter(entry -> !entry.isEmpty())
            .map(Path::of)
            .filter(Files::isRegularFile)
            .mapToLong(JarTables::heap)
            .sum();
    return (int) ((bytes + MEBIBYTE - 1) / MEBIBYTE);
  }

  private static long heap(Path jar) {
    long table;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      table = zip.stream().mapToLong(JarTables::size).sum();
    } catch (IOException e) {
      // No jar: the JVM passes over it, too.
      return 0;
    }
    // In so small a heap G1's regions have a mebibyte, and what takes half of one gets whole ones.
    return table < MEBIBYTE / 2 ? table : (table + MEBIBYTE - 1) / MEBIBYTE * MEBIBYTE;
  }

  private static long size(ZipEntry entry) {
    byte[] extra = entry.getExtra();
    String comment = entry.getComment();
    return ENTRY
        + entry.getName().length()
        + (extra == null ? 0 : extra.length)
        + (comment == null ? 0 : comment.length());
  }
}
