package io.httpstream.examples.relay;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The relay of a large file from one server to another, on each transport in turn. The servers run
 * in a JVM of their own, the client in another with a heap of 32 MiB, one for each transport, so
 * that its figures are its own.
 *
 * <p>Exit codes: 0 when all went well, 1 when a relay failed, 2 when an option can't be used.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Relays a large file from one server to another, on each transport in turn.")
public final class Demo implements Callable<Integer> {
  private static final String SERVERS_HEAP = "256m";
  private static final String CLIENT_HEAP = "32m";

  @Mixin private final Options options = new Options();

  private Demo() {}

  /**
   * Options are those of the command line or, where it has none, the system properties of the same
   * names, as {@code mvn -Dsize=64MiB} sets them.
   */
  public static void main(String[] arguments) {
    int code =
        new CommandLine(new Demo())
            .setDefaultValueProvider(Demo::systemProperty)
            .setParameterExceptionHandler((e, words) -> explain(e, CommandLine.ExitCode.USAGE))
            .setExecutionExceptionHandler((e, command, result) -> explain(e, exitCode(e)))
            .execute(arguments);
    // Maven would go on after a program that returns, with modules that the demo has no use for.
    System.exit(code);
  }

  private static @Nullable String systemProperty(ArgSpec option) {
    return option instanceof OptionSpec named
        ? System.getProperty(named.longestName().substring("--".length()))
        : null;
  }

  /** What went wrong in one sentence; a stack trace would be of no use to somebody who mistyped. */
  private static int explain(Exception failure, int code) {
    System.err.println(Explanation.of(failure));
    return code;
  }

  private static int exitCode(Exception failure) {
    return failure instanceof BadOptionException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() throws BadOptionException, IOException, InterruptedException {
    List<String> transports = options.transports();
    LineFile file = options.file();
    Optional<URI> from = options.from();
    Optional<URI> to = options.to();
    if (options.sizeHasNoUse()) {
      System.err.println("The size has no effect: the file is the one at " + from.orElseThrow());
    }
    if (from.isPresent() && to.isPresent()) {
      return relay(transports, new Endpoint(from.get(), false), new Endpoint(to.get(), false));
    }
    List<String> length = List.of(Long.toString(file.length()));
    try (ChildJvm servers = ChildJvm.telling(RelayServers.class, SERVERS_HEAP, length)) {
      String[] urls = servers.firstLine("http").orElse("").split(" ", -1);
      if (urls.length != 2) {
        System.err.println("The servers could not be started");
        return CommandLine.ExitCode.SOFTWARE;
      }
      return relay(transports, end(from, urls[0]), end(to, urls[1]));
    }
  }

  private static Endpoint end(Optional<URI> given, String ours) {
    return given
        .map(uri -> new Endpoint(uri, false))
        .orElseGet(() -> new Endpoint(URI.create(ours), true));
  }

  /** A failure is most likely that of a server, so the other transports are not tried after one. */
  private static int relay(List<String> transports, Endpoint from, Endpoint to)
      throws IOException, InterruptedException {
    String terminal = Boolean.toString(Terminal.isThere());
    for (String transport : transports) {
      List<String> arguments = new ArrayList<>();
      arguments.add(transport);
      arguments.addAll(List.of(from.uri().toString(), Boolean.toString(from.ours())));
      arguments.addAll(List.of(to.uri().toString(), Boolean.toString(to.ours())));
      arguments.add(terminal);
      try (ChildJvm client = ChildJvm.talking(Relay.class, CLIENT_HEAP, arguments)) {
        int code = client.exitCode();
        if (code != 0) {
          return code;
        }
      }
    }
    return CommandLine.ExitCode.OK;
  }
}
