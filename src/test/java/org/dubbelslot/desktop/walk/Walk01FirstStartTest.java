package org.dubbelslot.desktop.walk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.TextInputControl;
import org.dubbelslot.custody.Acceptances;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.desktop.start.JoinWorld;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("1. The first start")
@Timeout(240)
class Walk01FirstStartTest {
  private static final String RULES =
      """
      {"rulesOfUse":{"version":"%s","nl":"# Omgaan met bestanden","en":"# Handling files"},
       "tenant":"example.org","clientId":"00000000-0000-0000-0000-000000000001"}
      """
          .strip();

  private @TempDir Path folder;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  private static Services services(JoinWorld world, Path home) {
    return new TestServices(home, Walk.clock(), world::policy);
  }

  private static Walk start(JoinWorld world, Language language) throws Exception {
    return Walk.in(language, home -> services(world, home), world.home);
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("leads from nothing to both locks open, over two restarts")
  void joins(Language language) throws Exception {
    try (JoinWorld world = new JoinWorld(folder)) {
      world.policy(RULES.formatted("2026-1"));
      EnrolmentRequest request = asks(world, language);
      restartsAndIsAdmitted(world, language, request);
      acceptsNewRules(world, language);
    }
  }

  private static EnrolmentRequest asks(JoinWorld world, Language language) throws Exception {
    try (Walk walk = start(world, language)) {
      walk.press("#start-join");
      walk.choose(world.directory);
      walk.press("#start-choose");
      walk.press("#start-back");
      walk.press("#start-join");
      walk.press("#start-choose");
      walk.write("#start-name", "Jan Bakker");
      walk.write("#start-passphrase", JoinWorld.PASSPHRASE);
      walk.write("#start-again", JoinWorld.PASSPHRASE);
      walk.press("#start-ask");
      walk.stages.find("#start-code");
      EnrolmentRequest request = world.request().orElseThrow();
      assertThat(code(walk)).isEqualTo(request.comparisonCode());
      walk.press("#start-deposit");
      walk.sees("desktop.start.deposited");
      return request;
    }
  }

  private static String code(Walk walk) throws Exception {
    TextInputControl code = (TextInputControl) walk.stages.find("#start-code");
    return Stages.on(code::getText);
  }

  private static void restartsAndIsAdmitted(
      JoinWorld world, Language language, EnrolmentRequest request) throws Exception {
    try (Walk walk = start(world, language)) {
      walk.stages.find("#start-code");
      assertThat(code(walk)).isEqualTo(request.comparisonCode());
      world.approve(true);
      walk.press("#start-look");
      walk.sees("desktop.start.admitted-lead");
      walk.press("#start-go");
      walk.unlock("iets anders");
      walk.tells(FailureCode.WRONG_PASSPHRASE);
      walk.unlock(JoinWorld.PASSPHRASE);
      walk.sees("desktop.start.rules-lead", "2026-1");
      assertThat(walk.stages.find("#start-rules").getAccessibleText())
          .contains(language == Language.NL ? "Omgaan met bestanden" : "Handling files");
      walk.press("#start-accept");
      walk.sees("desktop.start.sign-in-lead");
      walk.press("#sign-in-later");
      walk.sees("desktop.window.no-places");
      walk.sees("desktop.lock-state.open");
      assertThat(Acceptances.deposited(world.directory, world.published()))
          .singleElement()
          .satisfies(
              receipt -> {
                assertThat(receipt.rules().version()).isEqualTo("2026-1");
                assertThat(receipt.language()).isEqualTo(language.tag());
                assertThat(receipt.device()).isEqualTo(request.device().kid());
              });
    }
  }

  private static void acceptsNewRules(JoinWorld world, Language language) throws Exception {
    world.policy(RULES.formatted("2026-2"));
    try (Walk walk = start(world, language)) {
      walk.unlock(JoinWorld.PASSPHRASE);
      walk.sees("desktop.start.rules-lead", "2026-2");
      walk.press("#start-not-now");
      walk.sees("desktop.unlock.title");
      walk.unlock(JoinWorld.PASSPHRASE);
      walk.press("#start-accept");
      walk.sees("desktop.window.no-places");
      assertThat(Acceptances.deposited(world.directory, world.published())).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("takes no file that the program was given before the rules are accepted")
  void filesWaitForTheRules(Language language) throws Exception {
    byte[] rules = RULES.formatted("2026-1").getBytes(UTF_8);
    Path file = Files.writeString(folder.resolve("eerste.txt"), "1");
    try (World world = new World(folder.resolve("world"))) {
      Function<Path, Services> services =
          home -> new TestServices(home, Walk.clock(), () -> Optional.of(rules));
      try (Walk walk = Walk.in(language, services, world.home(World.MARIJKE), List.of(file))) {
        walk.unlock("verzonnen");
        walk.sees("desktop.start.rules-lead", "2026-1");
        walk.happens("the place is read behind", () -> !world.requests("GET", "").isEmpty());
        Stages.settle();
        assertThat(walk.stages.robot.lookup("#drop-start").tryQuery()).isEmpty();
        walk.press("#start-accept");
        walk.press("#drop-start");
        walk.shows("eerste.txt");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName("can be tried without an account, marked on every screen, and left and taken up")
  void practises(Language language) throws Exception {
    Path home = folder.resolve("home");
    try (Walk walk = Walk.in(language, where -> new TestServices(where, Walk.clock()), home)) {
      walk.press("#start-practise");
      walk.until(
          "the practice drive",
          () -> walk.stages.texts().contains(walk.text("desktop.start.practice-own-drive")));
      walk.stages.find("#folder-table");
      walk.until("files to try with", () -> walk.names().size() > 3);
      for (String screen : new String[] {"#inspect", "#grants", "#connections", "#settings"}) {
        walk.press(screen);
        assertThat(walk.stages.texts()).contains(walk.text("desktop.window.practice"));
      }
      walk.press("#lock-now");
      walk.sees("desktop.unlock.practice");
      assertThat(walk.stages.texts()).contains(walk.text("desktop.window.practice"));
      walk.press("#unlock");
      walk.stages.find("#place-team");
      walk.press("#practice-leave");
      walk.sees("desktop.start.practise-on");
      walk.press("#start-practise");
      walk.stages.find("#place-team");
    }
    assertThat(Files.exists(home.resolve("practice"))).isTrue();
  }
}
