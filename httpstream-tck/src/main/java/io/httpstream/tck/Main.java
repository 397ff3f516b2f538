package io.httpstream.tck;

import io.httpstream.tck.report.Report;
import io.httpstream.tck.report.Result;
import io.httpstream.transport.TransportLoader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs the TCK without a build: over all transports that are on the class path, or over the
 * subclasses of {@link Tck} that its arguments name.
 *
 * <pre>{@code
 * java -cp "lib/*" io.httpstream.tck.Main
 * java -cp "lib/*" -Dhttpstream.tck.transport=jdk,mine io.httpstream.tck.Main
 * }</pre>
 *
 * <p>It prints the matrix of rules by transports and, as the last line, the verdict. The exit code
 * is 0 if no rule is broken, 1 if one is, and 2 if there was nothing to run. The report is written
 * where {@link Tck} says, and what is set there can be set here as system properties.
 */
public final class Main {
  private static final int BROKEN = 1;
  private static final int NOTHING_TO_RUN = 2;

  private Main() {}

  /**
   * Runs the TCK and ends the JVM.
   *
   * @param arguments names of subclasses of {@link Tck}; none for all transports on the class path
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out, System.err));
  }

  static int run(List<String> classNames, PrintStream out, PrintStream err) {
    Set<String> wanted = Selection.wanted();
    List<Selection> selections;
    try {
      selections =
          classNames.isEmpty()
              ? Selection.ofProviders(wanted)
              : Selection.ofClasses(classNames, wanted);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return NOTHING_TO_RUN;
    }
    if (selections.isEmpty()) {
      err.println(
          "there is no transport to test"
              + (wanted.isEmpty() ? "" : " of the name " + String.join(", ", wanted))
              + "; on the class path there are: "
              + String.join(", ", TransportLoader.providers().keySet()));
      return NOTHING_TO_RUN;
    }
    Path file = Path.of(System.getProperty(CaseRunner.REPORT, CaseRunner.DEFAULT_REPORT));
    List<String> troubles = new ArrayList<>();
    for (Selection selection : selections) {
      err.println("testing " + selection + " ...");
      troubles.addAll(selection.run(file));
    }
    Report report = Report.in(file);
    out.print(report.text());
    troubles.forEach(err::println);
    return troubles.isEmpty() && report.tally().of(Result.FAILED) == 0 ? 0 : BROKEN;
  }
}
