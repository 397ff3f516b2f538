package io.httpstream.examples.get;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.examples.ProgramRun;
import org.junit.jupiter.api.Test;

class LoggedGetTest {
  @Test
  void whatWasGotIsPrintedAndTheExchangeIsLogged() throws Exception {
    ProgramRun run = ProgramRun.of(LoggedGet.class);
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(
        "Line 1: This is a line in the large file.\nLine 2: This is a line in the large file.\n",
        run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("method=GET"), run.err());
    assertTrue(run.err().contains("status=200"), run.err());
  }
}
