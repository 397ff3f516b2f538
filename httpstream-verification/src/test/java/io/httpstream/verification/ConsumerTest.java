package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Maven makes of our published poms, for a user without our BOM: see httpstream-consumer. */
class ConsumerTest {
  @Test
  void aConsumerWithoutTheBomGetsOneSlf4j() throws Exception {
    Path tree = ClassPaths.root().resolve("httpstream-consumer/target/dependency-tree.txt");
    List<String> found =
        Files.readAllLines(tree).stream().filter(line -> line.contains("slf4j")).toList();
    assertEquals(1, found.size(), found::toString);
    assertTrue(found.get(0).contains("org.slf4j:slf4j-api:jar:2."), found::toString);
  }
}
