package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.tck.door.BareDoor;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
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
   * @param config what to heed; what needs a {@link io.httpstream.transport.Capability} is set only
   *     in cases that need that
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
   * Makes transports over what a caller may supply, a native client or an executor, to see that it
   * stays open when the transport is closed.
   *
   * @return new ones each time; none unless overridden
   */
  protected List<Supplied> supplied() {
    return List.of();
  }

  /**
   * Makes the client of the door through the client, with what a rule sets there. This and the
   * doors are overridden only where the TCK itself is tested: whoever replaced them elsewhere would
   * check something else.
   */
  HttpStreamClient client(Transport transport, UnaryOperator<HttpStreamClientBuilder> settings) {
    return settings.apply(HttpStreamClient.builder().transport(transport)).build();
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
  class Framing extends FramingRules {}

  @Nested
  class MessageEnds extends MessageEndRules {}

  @Nested
  class HeaderFields extends HeaderRules {}

  @Nested
  class ResponseFields extends ResponseFieldRules {}

  @Nested
  class Targets extends TargetRules {}

  @Nested
  class ExactRequests extends ExactRequestRules {}

  @Nested
  class EarlyResponses extends EarlyResponseRules {}

  @Nested
  class TimeLimits extends LimitRules {}

  @Nested
  class TotalLimits extends TotalLimitRules {}

  @Nested
  class Cancelling extends CancelRules {}

  @Nested
  class Interrupting extends InterruptRules {}

  @Nested
  class Leasing extends LeaseRules {}

  @Nested
  class NotWaiting extends AsyncRules {}

  @Nested
  class Pooling extends PoolRules {}

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
  class TlsTruncations extends TlsTruncationRules {}

  @Nested
  class Closing extends CloseRules {}

  @Nested
  class Backpressure extends BackpressureRules {}

  @Nested
  class Memory extends MemoryRules {}

  @Nested
  class OnVirtualThreads extends VirtualThreadRules {}

  @Nested
  class Leaks extends LeakRules {}

  @Nested
  class LeaksOfFailures extends FailureLeakRules {}

  @Nested
  class Concurrency extends ConcurrencyRules {}

  @Nested
  class Forms extends MultipartRules {}
}
