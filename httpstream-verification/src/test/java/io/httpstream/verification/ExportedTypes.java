package io.httpstream.verification;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What the published modules offer to everyone: the public types of the packages they export. */
final class ExportedTypes {
  private static final JavaClasses PUBLISHED =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // The TCK's own tests, which are on this class path as a jar.
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.httpstream");

  private static final Map<String, String> MODULE_BY_PACKAGE = modules();

  private ExportedTypes() {}

  /** All types of the published modules, those that nobody else sees included. */
  static JavaClasses published() {
    return PUBLISHED;
  }

  static boolean contains(JavaClass type) {
    boolean nested = type.getEnclosingClass().map(outer -> !contains(outer)).orElse(false);
    return !nested
        && MODULE_BY_PACKAGE.containsKey(type.getPackageName())
        && type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  /** Which module exports a package. */
  static Map<String, String> moduleByPackage() {
    return MODULE_BY_PACKAGE;
  }

  private static Map<String, String> modules() {
    Map<String, String> modules = new TreeMap<>();
    try {
      ClassLoader loader = ExportedTypes.class.getClassLoader();
      for (URL url : Collections.list(loader.getResources("module-info.class"))) {
        try (InputStream in = url.openStream()) {
          ModuleDescriptor module = ModuleDescriptor.read(in);
          if (module.name().startsWith("io.httpstream")) {
            module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .forEach(exports -> modules.put(exports.source(), module.name()));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return modules;
  }
}
