package io.httpstream.examples.relay;

import io.httpstream.transport.TransportProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What the demo can be told. Each option is text until it is asked for, so that what is wrong with
 * one is said in the same words wherever it came from: the command line or a system property.
 */
final class Options {
  @Option(names = "--transport", description = "The transport to use; all in turn without it.")
  private @Nullable String transport;

  @Option(
      names = "--size",
      description = "The size of the file: 67108864, 64MiB; the original's 478888897 without it.")
  private @Nullable String size;

  @Option(names = "--from", description = "The URL to take the file from, in place of server 1.")
  private @Nullable String from;

  @Option(names = "--to", description = "The URL to send the file to, in place of server 2.")
  private @Nullable String to;

  /** The names of the transports to use, in turn. */
  List<String> transports() throws BadOptionException {
    List<String> there =
        ServiceLoader.load(TransportProvider.class, Options.class.getClassLoader()).stream()
            .map(provider -> provider.get().name())
            .sorted()
            .toList();
    if (there.isEmpty()) {
      throw new BadOptionException("no transport is on the class path");
    }
    if (transport == null) {
      return there;
    }
    if (!there.contains(transport)) {
      throw new BadOptionException(
          "no transport is named \"" + transport + "\"; there are: " + String.join(", ", there));
    }
    return List.of(transport);
  }

  /** The file that server 1 is to serve. */
  LineFile file() throws BadOptionException {
    if (size == null) {
      return LineFile.original();
    }
    return ByteSize.parse(size)
        .map(LineFile::cutAt)
        .orElseThrow(
            () ->
                new BadOptionException(
                    "the size \""
                        + size
                        + "\" is no number of bytes above zero;"
                        + " one looks like 67108864 or 64MiB"));
  }

  /** Where the file is, unless on server 1. */
  Optional<URI> from() throws BadOptionException {
    return url("from", from);
  }

  /** Where the file goes, unless to server 2. */
  Optional<URI> to() throws BadOptionException {
    return url("to", to);
  }

  /** Whether a size was given that nobody will ask for. */
  boolean sizeHasNoUse() {
    return size != null && from != null;
  }

  private static Optional<URI> url(String option, @Nullable String value)
      throws BadOptionException {
    if (value == null) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(value);
      if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Said below, like what is a URI but no URL of a server.
    }
    throw new BadOptionException("the URL \"" + value + "\" of " + option + " is no http URL");
  }
}
