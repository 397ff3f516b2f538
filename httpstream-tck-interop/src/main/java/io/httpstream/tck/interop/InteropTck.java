package io.httpstream.tck.interop;

import io.httpstream.tck.Tck;
import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks a transport against servers that others wrote: nginx, Apache httpd, Caddy, HAProxy,
 * nghttpd, Tomcat and squid, parsers of forms of four languages, and WireMock. A subclass says how
 * to make one:
 *
 * <pre>{@code
 * class MyInteropTest extends InteropTck {
 *   MyInteropTest() {
 *     super("mine");
 *   }
 *
 *   @Override
 *   protected Transport transport(TransportConfig config) {
 *     return MyTransport.create(config);
 *   }
 * }
 * }</pre>
 *
 * <p>The servers run in containers of one image, which is built once from packages of Debian, and
 * are started when they are first asked for; all subclasses in a JVM share them. The configuration
 * parameter or system property {@code httpstream.tck.interop} says what if there is no Docker:
 * {@code auto}, as it is unless set, reports such rules as not run; {@code require} fails them;
 * {@code off} runs no rule of this tier. {@link Tck} says where the results go, and what else can
 * be set.
 */
@SuppressWarnings("exports") // JUnit makes the extension; a subclass need not see it.
@ExtendWith(Preparation.class)
public abstract class InteropTck extends Tck {
  private InteropMode mode = InteropMode.AUTO;

  /**
   * For subclasses.
   *
   * @param name of the transport in the report, and of its deviations
   */
  protected InteropTck(String name) {
    super(name);
  }

  /**
   * Says how a server is reached, where that is not the address at which Docker has published it:
   * through a tunnel, for example. The certificates of the servers are for localhost and 127.0.0.1.
   *
   * @param server its name, for example {@code nginx}
   * @param published scheme, host and port where this JVM finds it, with an empty path
   * @return the same, unless overridden
   */
  protected URI reach(String server, URI published) {
    return published;
  }

  final void prepare(InteropMode newMode) {
    mode = newMode;
    if (mode != InteropMode.OFF) {
      docker();
    }
  }

  /** Overridden only where the TCK itself is tested. */
  Docker docker() {
    return Docker.find();
  }

  final InteropMode mode() {
    return mode;
  }

  @Nested
  class Nginx extends NginxRules {}

  @Nested
  class NginxConnections extends NginxConnectionRules {}

  @Nested
  class BrokenServers extends BrokenServerRules {}

  @Nested
  class ApacheHttpd extends ApacheRules {}

  @Nested
  class Caddy extends CaddyRules {}

  @Nested
  class HaProxy extends HaProxyRules {}

  @Nested
  class Nghttpd extends NghttpdRules {}

  @Nested
  class Tomcat extends TomcatRules {}

  @Nested
  class Squid extends SquidRules {}

  @Nested
  class FormParsers extends FormParserRules {}

  @Nested
  class WireMocks extends WireMockRules {}
}
