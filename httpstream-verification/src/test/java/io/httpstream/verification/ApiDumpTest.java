package io.httpstream.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is public is a promise, so each change of it is seen in a review: the files in docs/api say
 * what there is. After a change that is meant, run this test with -Dhttpstream.api.update=true.
 */
class ApiDumpTest {
  private static final Path DUMPS = ClassPaths.root().resolve("docs").resolve("api");

  @Test
  void thePublicApiIsWhatWasReviewed() throws IOException {
    for (Map.Entry<String, String> module : dumps().entrySet()) {
      Path file = DUMPS.resolve(module.getKey() + ".txt");
      if (Boolean.getBoolean("httpstream.api.update")) {
        Files.createDirectories(DUMPS);
        Files.writeString(file, module.getValue());
      }
      assertEquals(
          Files.readString(file),
          module.getValue(),
          () ->
              "the public API differs from "
                  + file
                  + "; if that is meant, mvn verify -Dhttpstream.api.update=true writes it anew");
    }
  }

  private static Map<String, String> dumps() {
    Map<String, StringBuilder> dumps = new TreeMap<>();
    ExportedTypes.published().stream()
        .filter(ExportedTypes::contains)
        .sorted(Comparator.comparing(JavaClass::getName))
        .forEach(
            type -> {
              String module = ExportedTypes.moduleByPackage().get(type.getPackageName());
              dumps
                  .computeIfAbsent(module, name -> new StringBuilder())
                  .append(dump(type.reflect()));
            });
    return dumps.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
  }

  private static String dump(Class<?> type) {
    TreeSet<String> members = new TreeSet<>();
    Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
        .flatMap(Arrays::stream)
        .map(Member.class::cast)
        .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
        .filter(member -> !member.isSynthetic())
        .forEach(member -> members.add("  " + signature(member)));
    return declaration(type)
        + supertypes(type)
        + "\n"
        + members.stream().map(member -> member + "\n").collect(Collectors.joining())
        + "\n";
  }

  /** Not {@code toGenericString}, which says more of a class from one JDK to the next. */
  private static String declaration(Class<?> type) {
    String kind =
        type.isRecord()
            ? "record"
            : type.isEnum() ? "enum" : type.isInterface() ? "interface" : "class";
    String parameters =
        Arrays.stream(type.getTypeParameters())
            .map(variable -> variable + " extends " + variable.getBounds()[0].getTypeName())
            .collect(Collectors.joining(", ", "<", ">"));
    return Modifier.toString(type.getModifiers() & Modifier.classModifiers())
        + (type.isSealed() ? " sealed " : " ")
        + kind
        + " "
        + type.getName()
        + (parameters.equals("<>") ? "" : parameters);
  }

  private static String supertypes(Class<?> type) {
    Stream<String> above =
        type.getGenericSuperclass() == null || type.isInterface()
            ? Stream.empty()
            : Stream.of(type.getGenericSuperclass().getTypeName());
    Stream<String> interfaces =
        Arrays.stream(type.getGenericInterfaces()).map(java.lang.reflect.Type::getTypeName);
    String all =
        Stream.concat(above, interfaces)
            .filter(name -> !name.equals("java.lang.Object"))
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " : " + all;
  }

  private static String signature(Member member) {
    if (member instanceof Executable executable) {
      return executable instanceof Constructor<?> made
          ? made.toGenericString()
          : ((Method) executable).toGenericString();
    }
    return ((Field) member).toGenericString();
  }
}
