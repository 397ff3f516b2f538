package io.httpstream.tck;

import io.httpstream.tck.requirement.Layer;
import io.httpstream.tck.requirement.Requirement;

/**
 * CFG: what must be right before any other rule can be checked. All of it is looked at ahead of the
 * first case, and once, by {@link Fixture#mistakeOf}; these tell what came of it.
 */
abstract class FixtureRules extends RuleGroup {
  @Requirement(id = "CFG-001", layer = Layer.FIXTURE)
  void nameIsThatOfAFile(Fixture fixture) {
    fixture.nameIsOne();
  }

  @Requirement(id = "CFG-002", layer = Layer.FIXTURE)
  void transportIsMadeAnewEachTime(Fixture fixture) {
    fixture.transportIsMade();
  }

  @Requirement(id = "CFG-003", layer = Layer.FIXTURE)
  void capabilitiesAreTold(Fixture fixture) {
    fixture.capabilitiesAreTold();
  }

  @Requirement(id = "CFG-004", layer = Layer.FIXTURE)
  void loopbackCanBeReached(Fixture fixture) {
    fixture.loopbackIsThere();
  }

  @Requirement(id = "CFG-005", layer = Layer.FIXTURE)
  void configIsPassedOn(Fixture fixture) {
    fixture.configIsHeeded();
  }
}
