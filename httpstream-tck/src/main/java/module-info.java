/**
 * The rules of SPEC.md as tests: one dependency and one ten-line subclass of {@link
 * io.httpstream.tck.TransportTck} tell, rule by rule, whether a transport can be trusted.
 */
// Open, because JUnit calls the rules by reflection.
open module io.httpstream.tck {
  requires transitive io.httpstream;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports io.httpstream.tck;
  exports io.httpstream.tck.door;
  exports io.httpstream.tck.multipart;
  exports io.httpstream.tck.payload;
  exports io.httpstream.tck.requirement;
  exports io.httpstream.tck.server;
  exports io.httpstream.tck.timing;

  uses io.httpstream.tck.multipart.MultipartJudge;
}
