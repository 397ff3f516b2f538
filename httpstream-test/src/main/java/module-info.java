/**
 * For tests of programs that speak over a network: with any test framework a proxy that injects
 * faults, to the byte; with JUnit Jupiter an extension that finds leaks.
 */
module io.httpstream.test {
  requires transitive org.jspecify;
  // The first is needed by who uses the extension, the second by who uses clients with it.
  requires static transitive org.junit.jupiter.api;
  requires static io.httpstream;

  exports io.httpstream.test.leak;
  exports io.httpstream.test.proxy;

// Provides no ResponseTracker: a module that does can't be resolved without the API. It is found
// on the class path, by META-INF/services, and LeakExtension says so where it is not.
}
