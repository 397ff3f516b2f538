package io.httpstream.tck.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarTablesTest {
  @TempDir private Path directory;

  private String jar(String name, int entries) throws IOException {
    Path jar = directory.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (int i = 0; i < entries; i++) {
        // Forty bytes.
        out.putNextEntry(new ZipEntry("%040d".formatted(i)));
      }
    }
    return jar.toString();
  }

  @Test
  void aLargeTableTakesWholeMebibytesAndSmallOnesAreAddedUp() throws IOException {
    String large = jar("large.jar", 6_000);
    String small = jar("small.jar", 4_000);
    assertEquals(1, JarTables.mebibytes(large));
    assertEquals(1, JarTables.mebibytes(small));
    assertEquals(2, JarTables.mebibytes(String.join(File.pathSeparator, small, large, small)));
    assertEquals(
        3, JarTables.mebibytes(String.join(File.pathSeparator, small, large, small, small)));
  }

  @Test
  void whatIsNoJarTakesNothing() throws IOException {
    Path text = Files.writeString(directory.resolve("text.jar"), "text");
    String missing = directory.resolve("missing.jar").toString();
    assertEquals(
        0,
        JarTables.mebibytes(
            String.join(File.pathSeparator, "", directory.toString(), text.toString(), missing)));
    assertEquals(0, JarTables.mebibytes(""));
  }
}
