package io.httpstream.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.httpstream.message.Request;
import io.httpstream.message.Response;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransportLoaderTest {
  @TempDir Path services;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
    System.clearProperty(TransportLoader.PROPERTY);
    System.clearProperty(TransportLoader.STRICT);
  }

  public static final class Alpha implements TransportProvider {
    @Override
    public String name() {
      return "alpha";
    }

    @Override
    public Transport create(TransportConfig config) {
      throw new UnsupportedOperationException();
    }
  }

  public static final class Jdk implements TransportProvider {
    @Override
    public String name() {
      return "jdk";
    }

    @Override
    public Transport create(TransportConfig config) {
      throw new UnsupportedOperationException();
    }
  }

  public static final class Okhttp implements TransportProvider {
    @Override
    public String name() {
      return "okhttp";
    }

    @Override
    public Transport create(TransportConfig config) {
      throw new UnsupportedOperationException();
    }
  }

  private void offer(Object... providers) throws IOException {
    Path file = services.resolve("META-INF/services/" + TransportProvider.class.getName());
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        List.of(providers).stream()
            .map(p -> p instanceof Class<?> type ? type.getName() : p.toString())
            .toList());
    URL[] urls = {services.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
  }

  @Test
  void withoutATransportTheErrorSaysWhatToAdd() {
    NoTransportException e = assertThrows(NoTransportException.class, TransportLoader::any);
    assertTrue(e.getMessage().contains("io.httpstream:httpstream-transport-jdk"), e.getMessage());
  }

  @Test
  void strangersComeFirstAndTheJdkLast() throws Exception {
    offer(Jdk.class, Okhttp.class, Alpha.class);
    assertEquals(
        List.of("alpha", "okhttp", "jdk"), List.copyOf(TransportLoader.providers().keySet()));
    assertEquals("alpha", TransportLoader.any().name());
  }

  @Test
  void severalAreAnErrorIfThatIsAskedFor() throws Exception {
    offer(Jdk.class, Okhttp.class);
    System.setProperty(TransportLoader.STRICT, "true");
    NoTransportException e = assertThrows(NoTransportException.class, TransportLoader::any);
    assertTrue(e.getMessage().contains("okhttp, jdk"), e.getMessage());
    System.setProperty(TransportLoader.PROPERTY, "jdk");
    assertEquals("jdk", TransportLoader.any().name());
  }

  @Test
  void aNameThatIsNotThereIsAnsweredWithThoseThatAre() throws Exception {
    offer(Jdk.class, Alpha.class);
    NoTransportException e =
        assertThrows(NoTransportException.class, () -> TransportLoader.named("jetty"));
    assertTrue(e.getMessage().contains("alpha, jdk"), e.getMessage());
  }

  @Test
  void aProviderThatCannotBeLoadedDoesNotHideTheOthers() throws Exception {
    offer("io.httpstream.transport.Missing", Jdk.class);
    assertEquals("jdk", TransportLoader.any().name());
  }

  /** Declares nothing, and tells whether it was closed. */
  private static final class Modest implements Transport {
    private boolean closed;

    @Override
    public Response exchange(Request request, Call call) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private record Making(Transport made) implements TransportProvider {
    @Override
    public String name() {
      return "making";
    }

    @Override
    public Transport create(TransportConfig config) {
      return made;
    }
  }

  @Test
  void aTransportThatWouldIgnoreAnOptionIsRefusedAndClosed() throws Exception {
    Modest modest = new Modest();
    TransportConfig plain = TransportConfig.defaults();
    assertSame(modest, TransportLoader.create(new Making(modest), plain));
    assertFalse(modest.closed);
    TransportConfig tls = plain.sslContext(SSLContext.getDefault());
    UnsupportedCapabilityException e =
        assertThrows(
            UnsupportedCapabilityException.class,
            () -> TransportLoader.create(new Making(modest), tls));
    assertEquals(Capability.SSL_CONTEXT, e.capability());
    assertTrue(modest.closed);
  }

  @Test
  void aConfigurationIsChangedIntoAnother() throws Exception {
    SSLContext context = SSLContext.getDefault();
    TransportConfig changed =
        TransportConfig.defaults().connectTimeout(Duration.ofSeconds(3)).sslContext(context);
    assertEquals(Duration.ofSeconds(3), changed.connectTimeout());
    assertSame(context, changed.sslContext().orElseThrow());
    assertEquals(Duration.ofSeconds(10), TransportConfig.defaults().connectTimeout());
    assertTrue(TransportConfig.defaults().sslContext().isEmpty());
    assertThrows(
        IllegalArgumentException.class,
        () -> TransportConfig.defaults().connectTimeout(Duration.ZERO));
  }
}
