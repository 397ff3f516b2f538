/**
 * For tests of programs that speak over a network: with any test framework a proxy that injects
 * faults, to the byte; with JUnit Jupiter an extension that finds leaks.
 */
module io.httpstream.test {
  requires transitive org.jspecify;
  // Each is needed only by who uses the extension, or clients of this project.
  requires static transitive org.junit.jupiter.api;
  requires static io.httpstream;

  exports io.httpstream.test.leak;
  exports io.httpstream.test.proxy;

  provides io.httpstream.message.ResponseTracker with
      io.httpstream.test.responses.OpenResponseTracker;
}
