package io.httpstream.tck.interop;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** Tells a TCK what JUnit was told: a case itself knows nothing of configuration parameters. */
final class TellsMode implements TestInstancePostProcessor {
  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context) {
    if (instance instanceof InteropTck tck) {
      tck.mode(
          InteropMode.parse(context.getConfigurationParameter(InteropMode.PARAMETER).orElse("")));
    }
  }
}
