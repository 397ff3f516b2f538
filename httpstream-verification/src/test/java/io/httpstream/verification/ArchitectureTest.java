package io.httpstream.verification;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.httpstream.tck.Tck;
import io.httpstream.transport.TransportProvider;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;

/** What the compiler does not check: five rules, over all published modules. */
class ArchitectureTest {
  private static final JavaClasses PUBLISHED = ExportedTypes.published();

  private static final JavaClasses API =
      PUBLISHED.that(
          describe(
              "in the API module",
              type -> type.getSource().orElseThrow().getUri().toString().contains(home())));

  @Test
  void packagesFormNoCycle() {
    slices().assignedFrom(new OnePerPackage()).should().beFreeOfCycles().check(PUBLISHED);
  }

  @Test
  void theApiKnowsNoBackend() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "okhttp3..", "org.apache..", "org.eclipse..")
        .check(API);
  }

  @Test
  void nobodyCallsAPublicConstructor() {
    constructors()
        .that()
        .areDeclaredInClassesThat(offeredToUsers())
        .and()
        .areDeclaredInClassesThat(not(madeByOthers()))
        .should()
        .notBePublic()
        .because("a factory method can be changed later, a public constructor cannot")
        .check(PUBLISHED);
  }

  @Test
  void namesSayTheJob() {
    String vague = "(Util|Utils|Utilities|Helper|Helpers|Impl|Manager|Common)";
    noClasses()
        .should()
        .haveNameMatching(".*" + vague + "(\\$.*)?")
        .orShould()
        .haveNameMatching(".*\\.(?i)" + vague + "\\..*")
        .check(PUBLISHED);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .should(
            have(
                describe(
                    "a @NullMarked package",
                    type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
        .because("NullAway looks at nothing else")
        .check(PUBLISHED);
  }

  @Test
  void theRulesSeeTheClasses() {
    assertTrue(API.contain(TransportProvider.class), "the API");
    assertTrue(PUBLISHED.size() > API.size(), "the other modules");
  }

  /** Where the API's classes are: a folder or a jar. */
  private static String home() {
    return TransportProvider.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  private static DescribedPredicate<JavaClass> offeredToUsers() {
    return describe("public and exported", ExportedTypes::contains);
  }

  /**
   * What ServiceLoader, JUnit or a transport must be able to make. A record's constructor is as
   * public as the record: the language wants it so.
   */
  private static DescribedPredicate<JavaClass> madeByOthers() {
    return assignableTo(Throwable.class)
        .or(assignableTo(TransportProvider.class))
        .or(assignableTo(Tck.class))
        .or(assignableTo(Extension.class))
        .or(describe("records", JavaClass::isRecord));
  }

  private static final class OnePerPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith("io.httpstream")
          ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "the packages";
    }
  }
}
