package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.tck.door.BareDoor;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Checks a transport against the rules of SPEC.md. A subclass says how to make one:
 *
 * <pre>{@code
 * class MyTransportTck extends TransportTck {
 *   MyTransportTck() {
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
 * <p>The result of each rule goes to the file that the configuration parameter or system property
 * {@code httpstream.tck.report} names, {@code target/tck/report.json} unless set; {@code
 * httpstream.tck.only} selects rules, as in {@code REQ-001,REQ-006}; {@code
 * httpstream.tck.timeScale} is a factor for all waits. Rules that the transport is known to break
 * stand in {@code META-INF/httpstream/deviations-<name>.properties}.
 */
@SuppressWarnings("exports") // JUnit makes the extensions; a subclass need not see them.
@ExtendWith({OnlySelected.class, CaseRunner.class})
@DisplayNameGeneration(RuleNames.class)
public abstract class TransportTck {
  private final String name;

  /**
   * For subclasses.
   *
   * @param name of the transport in the report, and of its deviations
   */
  protected TransportTck(String name) {
    this.name = Objects.requireNonNull(name, "name");
  }

  /**
   * The transport's name.
   *
   * @return as it was given to the constructor
   */
  public final String name() {
    return name;
  }

  /**
   * Makes a transport.
   *
   * @param config what to heed; an {@link TransportConfig#sslContext} is set only in cases that
   *     need {@link io.httpstream.transport.Capability#SSL_CONTEXT}
   * @return a new one each time; the TCK closes it
   */
  protected abstract Transport transport(TransportConfig config);

  /**
   * Names the threads that a backend shares among all its clients, and that end with none of them.
   *
   * @return how their names begin; none unless overridden
   */
  protected Set<String> processWideThreads() {
    return Set.of();
  }

  /**
   * Makes the client of the door through the client. This and the doors are overridden only where
   * the TCK itself is tested: whoever replaced them elsewhere would check something else.
   */
  HttpStreamClient client(Transport transport) {
    return HttpStreamClient.builder().transport(transport).build();
  }

  /** Makes the door through the client, which closes both. */
  Door clientDoor(HttpStreamClient client, Transport transport) {
    return new ClientDoor(client, transport);
  }

  /** Makes the door past the client, which closes the transport. */
  Door bareDoor(Transport transport) {
    return new BareDoor(transport);
  }

  @Nested
  class Requests extends RequestRules {}

  @Nested
  class FailingRequests extends RequestFailureRules {}

  @Nested
  class RequestBodies extends RequestBodyRules {}

  @Nested
  class Responses extends ResponseRules {}

  @Nested
  class HeaderFields extends HeaderRules {}

  @Nested
  class ExactRequests extends ExactRequestRules {}

  @Nested
  class EarlyResponses extends EarlyResponseRules {}

  @Nested
  class TruncatedBodies extends TruncatedBodyRules {}

  @Nested
  class LostConnections extends LostConnectionRules {}

  @Nested
  class InvalidResponses extends InvalidResponseRules {}

  @Nested
  class EndlessHeads extends EndlessHeadRules {}

  @Nested
  class Cuts extends CutRules {}

  @Nested
  class Resending extends ResendRules {}

  @Nested
  class Closing extends CloseRules {}

  @Nested
  class Backpressure extends BackpressureRules {}

  @Nested
  class Memory extends MemoryRules {}

  @Nested
  class Leaks extends LeakRules {}

  @Nested
  class Forms extends MultipartRules {}
}
