/**
 * The rules of SPEC.md as tests: one dependency and one ten-line subclass of {@link
 * io.httpstream.tck.TransportTck} tell, rule by rule, whether a transport can be trusted.
 */
// Open, because JUnit calls the rules by reflection.
open module io.httpstream.tck {
  requires transitive io.httpstream;
  requires transitive org.junit.jupiter.api;
  requires org.junit.platform.launcher;
  requires java.management;
  requires static org.jspecify;
  // Only in the JVM that tells where carriers are pinned.
  requires static jdk.jfr;

  // For who writes a transport, and for who lends a parser of forms. How rules are checked is
  // nobody's to build on.
  exports io.httpstream.tck;
  exports io.httpstream.tck.multipart;
  exports io.httpstream.tck.requirement;

  uses io.httpstream.tck.Tck;

  provides io.httpstream.tck.Tck with
      io.httpstream.tck.ProviderTck;

  uses io.httpstream.tck.multipart.MultipartJudge;
}
