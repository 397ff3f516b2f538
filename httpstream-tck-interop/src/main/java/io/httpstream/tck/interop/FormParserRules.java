package io.httpstream.tck.interop;

import com.sun.net.httpserver.HttpServer;
import io.httpstream.tck.Bench;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** IOP: forms, as parsers of other languages read them from the wire. */
abstract class FormParserRules extends ServerRules {
  @Requirement(id = "IOP-048", layer = Layer.CLIENT, rfc = "RFC 7578")
  void busboyReadsIt(Bench bench) throws Exception {
    expectParsed(bench, site(bench, Server.PARSERS).uri(9101, "/form"));
  }

  @Requirement(id = "IOP-049", layer = Layer.CLIENT, rfc = "RFC 7578")
  void pythonMultipartReadsIt(Bench bench) throws Exception {
    expectParsed(bench, site(bench, Server.PARSERS).uri(9102, "/form"));
  }

  @Requirement(id = "IOP-050", layer = Layer.CLIENT, rfc = "RFC 7578")
  void werkzeugReadsIt(Bench bench) throws Exception {
    expectParsed(bench, site(bench, Server.PARSERS).uri(9103, "/form"));
  }

  @Requirement(id = "IOP-051", layer = Layer.CLIENT, rfc = "RFC 7578")
  void goReadsIt(Bench bench) throws Exception {
    expectParsed(bench, site(bench, Server.ORIGIN).uri("/form"));
  }

  @Requirement(id = "IOP-052", layer = Layer.CLIENT, rfc = "RFC 7578")
  void servletPartsReadIt(Bench bench) throws Exception {
    expectParsed(bench, site(bench, Server.TOMCAT).uri("/form"));
  }

  @Requirement(id = "IOP-053", layer = Layer.CLIENT, rfc = "RFC 7578")
  void commonsFileUploadReadsIt(Bench bench) throws Exception {
    InteropTck tck = tck(bench);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/form", new FileUploadHandler());
    server.start();
    bench.closing(() -> server.stop(0));
    URI published = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    expectParsed(bench, URI.create(tck.reach("commons-fileupload", published) + "/form"));
  }

  private static void expectParsed(Bench bench, URI parser) throws Exception {
    FormSent.ofAllKinds().expectParsed(client(bench), parser);
  }
}
