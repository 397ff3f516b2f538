package io.httpstream.tck;

import io.httpstream.tck.report.Report;
import io.httpstream.tck.requirement.Requirement;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each case through the doors of its layer and puts down the result. An extension, and not a
 * listener of the launcher: for that one, inherited nested classes look the same in each subclass.
 */
final class CaseRunner implements InvocationInterceptor, ParameterResolver, AfterAllCallback {
  static final String REPORT = "httpstream.tck.report";
  static final String DEFAULT_REPORT = "target/tck/report.json";

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return Bench.class.isAssignableFrom(type) || type == Fixture.class;
  }

  /** None yet: each run gets a bench of its own. */
  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return null;
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    Requirement requirement = method.getExecutable().getAnnotation(Requirement.class);
    if (requirement == null) {
      invocation.proceed();
      return;
    }
    invocation.skip();
    CaseRun run = new CaseRun(tck(context), requirement);
    Verdict verdict =
        run.onFixture(mistake(context))
            .orElseGet(
                () ->
                    run.run(
                        bench ->
                            Reflection.call(
                                method.getExecutable(), context.getRequiredTestInstance(), bench)));
    report(context).ifPresent(report -> report.put(verdict.row()));
    verdict.tellJUnit();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (Tck.class.isAssignableFrom(context.getRequiredTestClass())) {
      report(context).ifPresent(Report::write);
    }
  }

  private static Tck tck(ExtensionContext context) {
    return context
        .getRequiredTestInstances()
        .findInstance(Tck.class)
        .orElseThrow(() -> new IllegalStateException("rules must be nested in a subclass of Tck"));
  }

  /** What is wrong with the fixture: looked for by the first case, and kept for all others. */
  private static Optional<Fixture.Mistake> mistake(ExtensionContext context) {
    Tck tck = tck(context);
    ExtensionContext.Store store =
        context.getRoot().getStore(ExtensionContext.Namespace.create(Fixture.class));
    String key = tck.getClass().getName() + " of " + tck.name();
    FixtureSeen seen = store.get(key, FixtureSeen.class);
    if (seen == null) {
      seen = new FixtureSeen(Fixture.mistakeOf(tck));
      store.put(key, seen);
    }
    return seen.mistake();
  }

  private record FixtureSeen(Optional<Fixture.Mistake> mistake) {}

  /** No report if the name is blank. */
  private static Optional<Report> report(ExtensionContext context) {
    String file = context.getConfigurationParameter(REPORT).orElse(DEFAULT_REPORT).strip();
    return file.isEmpty() ? Optional.empty() : Optional.of(Report.in(Path.of(file)));
  }
}
