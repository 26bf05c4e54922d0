package org.dubbelslot;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.dubbelslot.desktop.common.Screen;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms stand on each other in one order, and nothing in them is shared or careless. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = "org.dubbelslot";
  private static final Path SOURCES =
      Path.of(System.getProperty("project.basedir", ".")).resolve("src/main/java");

  /** From the ground up: a room may use those before it in this list, never one after it. */
  private static final List<String> ROOMS =
      List.of(
          "crypto",
          "json",
          "files",
          "policy",
          "egress",
          "floe",
          "age",
          "format",
          "names",
          "keys",
          "custody",
          "drive",
          "transfer",
          "sandbox",
          "keyservice",
          "words",
          "workplace",
          "cli",
          "desktop");

  /** Rooms that use less than their place in the order would allow them. */
  private static final Map<String, Set<String>> ONLY =
      Map.of(
          "crypto", Set.of(),
          "json", Set.of(),
          "files", Set.of(),
          "policy", Set.of("crypto", "json"),
          "floe", Set.of("crypto", "json"),
          "age", Set.of("crypto", "json"),
          "sandbox", Set.of("json"));

  /** Rooms that make no secret, where a guessable number does no harm (retry delays, samples). */
  private static final Set<String> WITHOUT_SECRETS =
      Set.of("egress", "drive", "transfer", "sandbox", "cli", "desktop");

  private JavaClasses classes;

  @BeforeAll
  void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
  }

  static List<String> rooms() {
    return ROOMS;
  }

  @Test
  void everyPackageBelongsToARoom() {
    assertThat(classes.stream().map(ArchitectureTest::roomOf).distinct())
        .isSubsetOf(Stream.concat(Stream.of(""), ROOMS.stream()).toList());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyRoomsBelowIt(String room) {
    Set<String> below = ONLY.getOrDefault(room, Set.copyOf(ROOMS.subList(0, ROOMS.indexOf(room))));
    noClasses()
        .that(areIn(room))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours and not in " + below,
                type ->
                    type.getPackageName().startsWith(ROOT)
                        && !roomOf(type).equals(room)
                        && !below.contains(roomOf(type))))
        .allowEmptyShould(true)
        .because("rooms stand on each other in one order (docs/architecture.md)")
        .check(classes);
  }

  @Test
  void theWindowKnowsNothingOfTheCommandLine() {
    noClasses()
        .that(areIn("desktop"))
        .should()
        .dependOnClassesThat(resideInAPackage(ROOT + ".cli.."))
        .because("what both need stands in the room below them, workplace")
        .check(classes);
  }

  /** What runs on the screen's thread for certain; a watch over every test sees the rest. */
  @Test
  void whatIsShownReachesForNoDiskAndNoNetwork() {
    noClasses()
        .that(
            areIn("desktop")
                .and(
                    DescribedPredicate.describe(
                        "are shown",
                        type ->
                            type.isAssignableTo(Node.class) || type.isAssignableTo(Screen.class))))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "reach for disk, network or another program",
                type ->
                    Stream.of(Files.class, Socket.class, Process.class, ProcessBuilder.class)
                            .anyMatch(type::isEquivalentTo)
                        || type.isAssignableTo(InputStream.class)
                        || type.isAssignableTo(OutputStream.class)
                        || Set.of("java.nio.channels", "java.net.http")
                            .contains(type.getPackageName())))
        .because("the screen's thread waits for nothing; see Background")
        .check(classes);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void staticStateNeverChanges() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .andShould()
        .notHaveRawType(
            DescribedPredicate.describe("a mutable type", ArchitectureTest::isKnownToChange))
        .because("what can change is owned by whoever made it, not by the class")
        .check(classes);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that(resideInAPackage(ROOT + "..").and(DescribedPredicate.not(areIn("cli"))))
        .should()
        .accessFieldWhere(
            target(
                DescribedPredicate.describe(
                    "System.in, out or err",
                    field ->
                        field.getOwner().isEquivalentTo(System.class)
                            && Set.of("in", "out", "err").contains(field.getName()))))
        .orShould()
        .callMethodWhere(
            target(
                DescribedPredicate.describe(
                    "printStackTrace", method -> method.getName().equals("printStackTrace"))))
        .check(classes);
  }

  @Test
  void secretsComeFromTheStrongRandomSource() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "may make secrets", type -> !WITHOUT_SECRETS.contains(roomOf(type))))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "give guessable numbers",
                type ->
                    type.isEquivalentTo(Random.class)
                        || type.isEquivalentTo(ThreadLocalRandom.class)
                        || type.isEquivalentTo(SplittableRandom.class)
                        || type.isEquivalentTo(RandomGenerator.class)))
        .orShould()
        .callMethod(Math.class, "random")
        .check(classes);
  }

  @Test
  void everyRoomSaysWhatItIsFor() {
    classes()
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "lie in a package with a package-info.java",
                    type ->
                        Files.exists(
                            SOURCES
                                .resolve(type.getPackageName().replace('.', '/'))
                                .resolve("package-info.java")))))
        .check(classes);
  }

  private static boolean isKnownToChange(JavaClass type) {
    return Stream.of(
            AtomicBoolean.class,
            AtomicInteger.class,
            AtomicLong.class,
            AtomicReference.class,
            ConcurrentMap.class,
            ArrayList.class,
            HashMap.class,
            HashSet.class,
            Queue.class,
            ThreadLocal.class,
            StringBuilder.class)
        .anyMatch(type::isAssignableTo);
  }

  private static DescribedPredicate<JavaClass> areIn(String room) {
    return DescribedPredicate.describe("are in " + room, type -> roomOf(type).equals(room));
  }

  /** The first package name under the root; empty for the entry point and the composition root. */
  private static String roomOf(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(ROOT)) {
      return "";
    }
    String below = name.substring(ROOT.length() + 1);
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
