package io.httpstream.tck.interop;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tells a TCK what JUnit was told, as a case itself knows nothing of configuration parameters, and
 * looks for Docker before the first case: to build the image may take longer than a case may.
 */
final class Preparation implements BeforeEachCallback {
  @Override
  public void beforeEach(ExtensionContext context) {
    InteropMode mode =
        InteropMode.parse(context.getConfigurationParameter(InteropMode.PARAMETER).orElse(""));
    context
        .getRequiredTestInstances()
        .findInstance(InteropTck.class)
        .ifPresent(tck -> tck.prepare(mode));
  }
}
