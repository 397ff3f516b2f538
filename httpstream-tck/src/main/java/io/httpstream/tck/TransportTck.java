package io.httpstream.tck;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/**
 * Checks a transport against the rules of SPEC.md. A subclass says how to make one:
 *
 * <pre>{@code
 * class MyTransportTest extends TransportTck {
 *   MyTransportTest() {
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
 * <p>{@link Tck} says where the results go, and what can be set.
 */
public abstract class TransportTck extends Tck {
  /**
   * For subclasses.
   *
   * @param name of the transport in the report, and of its deviations
   */
  protected TransportTck(String name) {
    super(name);
  }

  /**
   * Names the threads that a backend shares among all its clients, and that end with none of them.
   *
   * @return how their names begin; unless overridden what {@code process-wide-threads} in {@code
   *     META-INF/httpstream/tck-<name>.properties} lists, with commas, and none without that file
   */
  protected Set<String> processWideThreads() {
    return ProcessWideThreads.of(name(), getClass().getClassLoader());
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

  @Override
  final Bench bench(boolean bare) {
    return new Rig(this, bare);
  }

  @Nested
  class Fixtures extends FixtureRules {}

  @Nested
  class Requests extends RequestRules {}

  @Nested
  class FailingRequests extends RequestFailureRules {}

  @Nested
  class RequestBodies extends RequestBodyRules {}

  @Nested
  class WriterStreams extends WriterStreamRules {}

  @Nested
  class Responses extends ResponseRules {}

  @Nested
  class BodyStreams extends BodyStreamRules {}

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

  @Nested
  class FormContents extends FormContentRules {}

  @Nested
  class FormWriting extends FormWritingRules {}
}
