package io.httpstream.tck;

import io.httpstream.tck.report.Deviation;
import io.httpstream.tck.report.Deviations;
import io.httpstream.tck.report.Result;
import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.LockedRule;
import io.httpstream.tck.requirement.Requirement;
import io.httpstream.tck.requirement.RuleList;
import io.httpstream.tck.requirement.Tier;
import io.httpstream.tck.timing.Timing;
import io.httpstream.tck.timing.Watchdog;
import io.httpstream.transport.Capability;
import io.httpstream.transport.Transport;
import io.httpstream.transport.TransportConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** Runs one case on one transport and judges what comes of it. */
final class CaseRun {
  /** A server in a container is started when the first case asks for it. */
  private static final Duration CONTAINER_START = Duration.ofMinutes(1);

  private final Tck tck;
  private final Requirement requirement;
  private final LockedRule rule;
  private String note = "";

  CaseRun(Tck tck, Requirement requirement) {
    this.tck = tck;
    this.requirement = requirement;
    this.rule =
        RuleList.locked()
            .rule(requirement.id())
            .orElseThrow(
                () -> new IllegalStateException("the lists of rules lack " + requirement.id()));
  }

  /** The body of a case. */
  @FunctionalInterface
  interface Case {
    void run(Bench bench) throws Throwable;
  }

  /** What is to be said of a case where the fixture is wrong, or is all that it is about. */
  Optional<Verdict> onFixture(Optional<Fixture.Mistake> mistake) {
    boolean about = requirement.layer() == Layer.FIXTURE;
    if (mistake.isEmpty()) {
      return about ? Optional.of(verdict(Result.PASSED, "", null)) : Optional.empty();
    }
    Fixture.Mistake seen = mistake.get();
    if (about && rule.id().compareTo(seen.rule()) < 0) {
      return Optional.of(verdict(Result.PASSED, "", null));
    }
    // Only the core tier has the rule that fails; in others no case would.
    if (rule.id().equals(seen.rule()) || !(tck instanceof TransportTck)) {
      return Optional.of(verdict(Result.FAILED, seen.toString(), seen.failure()));
    }
    return Optional.of(verdict(Result.NOT_RUN, seen.toString(), null));
  }

  Verdict run(Case body) {
    Optional<Deviation> deviation =
        Deviations.of(tck.name(), tck.getClass().getClassLoader()).from(rule.id());
    try {
      List<Capability> missing = missing();
      for (Capability capability : missing) {
        through(false, bench -> bench.proveRefusal(capability));
      }
      if (!missing.isEmpty()) {
        return verdict(Result.UNSUPPORTED, "the transport does not declare " + missing, null);
      }
      if (requirement.layer() == Layer.TRANSPORT) {
        through(true, body);
      }
      through(false, body);
    } catch (TestAbortedException e) {
      return verdict(Result.UNSUPPORTED, String.valueOf(e.getMessage()), null);
    } catch (NotRunException e) {
      return verdict(Result.NOT_RUN, String.valueOf(e.getMessage()), null);
    } catch (Throwable e) {
      return deviation
          .map(known -> verdict(Result.DEVIATION, known.sentence() + ". Seen: " + firstLine(e), e))
          .orElseGet(() -> verdict(Result.FAILED, firstLine(e), e));
    }
    return deviation.map(this::unexpectedPass).orElseGet(() -> verdict(Result.PASSED, note, null));
  }

  private Verdict verdict(Result result, String detail, @Nullable Throwable failure) {
    return new Verdict(tck.name(), rule, result, detail, failure);
  }

  private Verdict unexpectedPass(Deviation known) {
    if (known.kind() == Deviation.Kind.RACY) {
      return verdict(Result.PASSED, note, null);
    }
    String sentence =
        rule.id()
            + " passed, although the deviations of "
            + tck.name()
            + " say that it never does ("
            + known.when()
            + ", "
            + known.upstream()
            + "): take the entry out or narrow its condition";
    return verdict(Result.FAILED, sentence, new AssertionError(sentence));
  }

  private List<Capability> missing() {
    try (Transport transport = tck.transport(TransportConfig.defaults())) {
      return List.of(requirement.needs()).stream()
          .filter(capability -> !transport.capabilities().contains(capability))
          .toList();
    }
  }

  private void through(boolean bare, Case body) throws Throwable {
    Duration limit = Timing.scaled(Duration.ofSeconds(requirement.seconds()));
    if (rule.tier() == Tier.INTEROP) {
      limit = limit.plus(CONTAINER_START);
    }
    try (Bench bench = tck.bench(bare)) {
      try {
        Watchdog.run("tck-" + rule.id(), limit, () -> body.run(bench));
      } catch (TestAbortedException | NotRunException e) {
        throw e;
      } catch (Throwable e) {
        throw explained(e, bench);
      }
      bench.check();
      note = bench.note();
    }
  }

  /** Names rule and door. */
  private AssertionError explained(Throwable failure, Bench bench) {
    Throwable reason = bench.reasonOf(failure);
    if (reason != failure) {
      reason.addSuppressed(failure);
    }
    String words = reason instanceof AssertionError ? reason.getMessage() : reason.toString();
    return new AssertionError(
        rule.id() + " is broken through " + bench.way() + ": " + words, reason);
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
