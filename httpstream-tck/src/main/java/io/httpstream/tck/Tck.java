package io.httpstream.tck;

import io.httpstream.HttpStreamClient;
import io.httpstream.HttpStreamClientBuilder;
import io.httpstream.tck.door.BareDoor;
import io.httpstream.tck.door.ClientDoor;
import io.httpstream.tck.door.Door;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the tiers of the TCK have in common: a transport under test, and cases that are named, run
 * and reported by their rules. {@link TransportTck} is the core tier.
 *
 * <p>The result of each rule goes to the file that the configuration parameter or system property
 * {@code httpstream.tck.report} names, {@code target/tck/report.json} unless set; {@code
 * httpstream.tck.only} selects rules, as in {@code REQ-001,REQ-006}, besides those about the
 * fixture; {@code httpstream.tck.timeScale} is a factor for all waits; {@code httpstream.tck.races}
 * is how many exchanges CAN-007 cancels at their end, in each of its runs. Rules that the transport
 * is known to break stand in {@code META-INF/httpstream/deviations-<name>.properties}.
 */
@SuppressWarnings("exports") // JUnit makes the extensions; a subclass need not see them.
@ExtendWith({OnlySelected.class, CaseRunner.class})
@DisplayNameGeneration(RuleNames.class)
public abstract class Tck {
  private final String name;

  /**
   * For subclasses.
   *
   * @param name of the transport in the report, and of its deviations
   */
  protected Tck(String name) {
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

  /** Makes a subclass again, by its name: in another JVM, or for who was told no more. */
  static Tck named(String name) {
    try {
      Constructor<? extends Tck> constructor =
          Class.forName(name).asSubclass(Tck.class).getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("there is no class " + name + " on the class path", e);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(name + " is no subclass of " + Tck.class.getName(), e);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          name + " needs a constructor without arguments: it is made again in other JVMs", e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(name + " can't be made: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(name + " can't be made", e);
    }
  }

  /** Makes what one run of a case works with. */
  Bench bench(boolean bare) {
    return new Bench(this);
  }
}
