package org.cdrl.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The code of all modules keeps to the rooms that docs/architecture.md tells. */
class RoomsTest {
  private static String document;
  private static final JavaClasses PROJECT = Project.CLASSES;
  private static Set<String> packages;

  @BeforeAll
  static void read() throws IOException {
    document = Files.readString(Path.of("..", "docs", "architecture.md"));
    packages = PROJECT.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
  }

  @Test
  void aRoomUsesOnlyWhatItsLineNames() {
    useOnlyWhatIsNamed(document).check(PROJECT);
  }

  @Test
  void aUseThatNoLineNamesIsFound() {
    String line = document.lines().filter(l -> l.startsWith("| `config` |")).findFirst().get();
    String forbids = document.replace(line, line.replace("`schedule`", "–"));
    AssertionError error =
        assertThrows(AssertionError.class, () -> useOnlyWhatIsNamed(forbids).check(PROJECT));
    assertTrue(error.getMessage().contains("NoiseSchedule"), error.getMessage());
  }

  @Test
  void noPackagesUseEachOtherInACircle() {
    SliceAssignment byPackage =
        new SliceAssignment() {
          @Override
          public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
          }

          @Override
          public String getDescription() {
            return "packages";
          }
        };
    slices().assignedFrom(byPackage).should().beFreeOfCycles().check(PROJECT);
  }

  @Test
  void nothingPublicTellsOfWhatIsInternal() {
    nameNothingInternal().check(PROJECT);
  }

  private static ArchRule useOnlyWhatIsNamed(String document) {
    Rooms rooms = new Rooms(document, packages);
    return classes()
        .should(
            new ArchCondition<>("use only what the line of their room names") {
              @Override
              public void check(JavaClass user, ConditionEvents events) {
                for (Dependency use : user.getDirectDependenciesFromSelf()) {
                  JavaClass used = use.getTargetClass().getBaseComponentType();
                  rooms
                      .missing(user.getPackageName(), used, PROJECT.contain(used.getName()))
                      .ifPresent(
                          name ->
                              events.add(
                                  SimpleConditionEvent.violated(
                                      use,
                                      "The line of "
                                          + user.getPackageName()
                                          + " does not name "
                                          + name
                                          + ": "
                                          + use.getDescription())));
                }
              }
            });
  }

  private static ArchRule nameNothingInternal() {
    return classes()
        .that(DescribedPredicate.describe("are public API", PublicApi::has))
        .should(
            new ArchCondition<>("name no internal class") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                PublicApi.named(type).forEach(named -> check(type.getFullName(), named, events));
                PublicApi.members(type)
                    .forEach(
                        member ->
                            PublicApi.named(member)
                                .forEach(named -> check(member.getFullName(), named, events)));
              }

              private void check(String user, JavaClass named, ConditionEvents events) {
                if (PublicApi.isInternal(named)) {
                  events.add(
                      SimpleConditionEvent.violated(
                          named, user + " names the internal class " + named.getName()));
                }
              }
            });
  }
}
