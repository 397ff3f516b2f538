/**
 * For tests of programs that speak over a network, with any test framework: a proxy that injects
 * faults, to the byte.
 */
module io.httpstream.test {
  requires transitive org.jspecify;

  exports io.httpstream.test.proxy;
}
