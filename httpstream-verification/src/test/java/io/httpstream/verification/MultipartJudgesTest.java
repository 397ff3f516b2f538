package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.httpstream.tck.multipart.MultipartJudge;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class MultipartJudgesTest {
  @Test
  void formsAreJudgedByThreeParsersThatAreNotOurs() {
    List<String> names =
        ServiceLoader.load(MultipartJudge.class).stream()
            .map(provider -> provider.get().name())
            .sorted()
            .toList();
    assertEquals(List.of("commons-fileupload2", "jetty-http", "netty-codec-http"), names);
  }
}
