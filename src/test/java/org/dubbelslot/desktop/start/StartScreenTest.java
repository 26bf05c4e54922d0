package org.dubbelslot.desktop.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.dubbelslot.custody.Acceptances;
import org.dubbelslot.desktop.common.Answers;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.Contrast;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.desktop.places.SignInModel;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.dubbelslot.workplace.practice.Practice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.util.WaitForAsyncUtils;

@DisplayName("The first start")
@Timeout(180)
class StartScreenTest {
  private static final String RULES =
      """
      {"rulesOfUse":{"version":"%s",
       "nl":"# Omgaan met bestanden\\n\\nBewaar **geen** zorgdossiers op een *privé*computer.\\n\\n\
      1. Vergrendel uw scherm.\\n2. Meld verlies meteen bij [de helpdesk](https://help.example).\\n\\n\
      - Deel geen wachtzin\\n- Print alleen op school\\n\\n<b>Letterlijk</b>",
       "en":"# Handling files\\n\\nKeep **no** care files on a *private* computer.\\n\\n\
      1. Lock your screen.\\n2. Report loss at once to [the help desk](https://help.example).\\n\\n\
      - Share no passphrase\\n- Print at school only\\n\\n<b>Literally</b>"}%s}
      """
          .strip();
  private static final String TENANT =
      ",\"tenant\":\"example.org\",\"clientId\":\"00000000-0000-0000-0000-000000000001\"";

  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final AtomicReference<Practice> practised = new AtomicReference<>();
  private Optional<Path> chosen = Optional.empty();
  private JoinWorld world;
  private Desk desk;
  private Frame frame;
  private StartModel model;
  private SignInModel signIn;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @BeforeEach
  void make() throws Exception {
    world = new JoinWorld(folder);
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    if (practised.get() != null) {
      practised.get().close();
    }
    world.close();
  }

  private Services services(Optional<Home> home) {
    return new TestServices(home.orElseThrow().folder(), Clock.fixed(World.NOW, ZoneOffset.UTC));
  }

  private final FileDialogs dialogs = Answers.in(() -> chosen);

  private void open(Language language, Theme theme, int width, int height) throws Exception {
    desk = world.desk(language, Stages.background());
    frame =
        stages.show(
            new AtDesk.Look(language, theme, width, height),
            desk,
            handed -> {
              model = new StartModel(handed, this::services, practised::set);
              signIn = new SignInModel(handed);
              return new StartScreen(handed, model, dialogs, signIn).view();
            });
    Stages.onScreen(() -> desk.look(frame::fail));
  }

  private void join(String name) throws Exception {
    stages.find("#start-join");
    press("#start-join");
    stages.find("#start-address");
    chosen = Optional.of(world.directory);
    press("#start-choose");
    stages.robot.clickOn("#start-name").write(name);
    stages.robot.clickOn("#start-passphrase").write(JoinWorld.PASSPHRASE);
    assertThat(stages.find("#start-ask").isDisabled()).isTrue();
    stages.robot.clickOn("#start-again").write(JoinWorld.PASSPHRASE);
    Stages.until(() -> !stages.robot.lookup("#start-ask").query().isDisabled());
  }

  /** Also where the card is longer than the window, and the button would have to be scrolled to. */
  private void press(String id) throws Exception {
    stages.find(id);
    Stages.onScreen(() -> ((ButtonBase) stages.robot.lookup(id).query()).fire());
  }

  private void ask() throws Exception {
    stages.robot.push(KeyCode.ENTER);
    stages.find("#start-code");
  }

  private void unlock() throws Exception {
    Stages.onScreen(() -> desk.unlock(JoinWorld.passphrase(), frame::fail));
    Stages.until(() -> desk.stateProperty().get() instanceof Desk.State.Open);
  }

  private void until(Class<? extends Step> step) throws Exception {
    Stages.until(() -> step.isInstance(model.stepProperty().get()));
  }

  private String codeShown() throws Exception {
    return ((TextInputControl) stages.find("#start-code")).getText();
  }

  @Test
  @DisplayName("joins, waits over a restart, is admitted, accepts the rules, and is through")
  void wholeWay() throws Exception {
    world.policy(RULES.formatted("2026-1", ""));
    open(Language.NL, Theme.LIGHT, 900, 800);
    join("Jan Bakker");
    ask();
    EnrolmentRequest request = world.request().orElseThrow();
    assertThat(codeShown()).isEqualTo(request.comparisonCode());
    assertThat(request.name()).isEqualTo("Jan Bakker");
    press("#start-deposit");
    stages.awaitText("ziet uw naam");
    assertThat(world.directory.resolve("enrolments/" + request.device().kid() + ".json"))
        .hasBinaryContent(request.bytes());
    chosen = Optional.of(Files.createDirectory(folder.resolve("stick")));
    press("#start-save");
    stages.awaitText("Opgeslagen als dubbelslot-request.json");
    assertThat(folder.resolve("stick/dubbelslot-request.json")).hasBinaryContent(request.bytes());

    stages.close();
    open(Language.NL, Theme.LIGHT, 900, 800);
    stages.find("#start-code");
    assertThat(Stages.on(() -> model.inFrontProperty().get())).isTrue();
    assertThat(codeShown()).isEqualTo(request.comparisonCode());

    world.approve(true);
    Stages.until(() -> !stages.robot.lookup("#start-look").query().isDisabled());
    Stages.onScreen(model::tick);
    stages.awaitText("U bent toegelaten");
    press("#start-go");
    Stages.until(() -> !model.inFrontProperty().get());

    unlock();
    stages.awaitText("Huisregels");
    assertThat(Stages.on(() -> model.inFrontProperty().get())).isTrue();
    press("#start-accept");
    until(Step.Clear.class);
    assertThat(Stages.on(() -> model.inFrontProperty().get())).isFalse();
    assertThat(Acceptances.deposited(world.directory, world.published()))
        .singleElement()
        .satisfies(
            receipt -> {
              assertThat(receipt.rules().version()).isEqualTo("2026-1");
              assertThat(receipt.language()).isEqualTo("nl");
              assertThat(receipt.device()).isEqualTo(request.device().kid());
            });

    Stages.onScreen(desk::lock);
    unlock();
    until(Step.Clear.class);
    Stages.onScreen(desk::lock);
    world.policy(RULES.formatted("2026-2", ""));
    unlock();
    until(Step.Rules.class);
    stages.find("#start-not-now");
    press("#start-not-now");
    Stages.until(() -> desk.stateProperty().get() instanceof Desk.State.Locked);
  }

  @Test
  @DisplayName("tells what is wrong with an address and keeps what was typed, the passphrase not")
  void wrongAddress() throws Exception {
    open(Language.EN, Theme.LIGHT, 900, 800);
    join("Jan Bakker");
    TextInputControl address = (TextInputControl) stages.find("#start-address");
    Stages.onScreen(() -> address.setText(folder.resolve("elsewhere").toString()));
    stages.robot.push(KeyCode.ENTER);
    stages.awaitText("DS-501");
    assertThat(((TextInputControl) stages.find("#start-name")).getText()).isEqualTo("Jan Bakker");
    assertThat(((TextInputControl) stages.find("#start-passphrase")).getText()).isEmpty();
    assertThat(world.request()).isEmpty();
    TextInputControl again = (TextInputControl) stages.find("#start-address");
    Stages.onScreen(() -> again.setText("keys"));
    stages.robot.clickOn("#start-passphrase").write(JoinWorld.PASSPHRASE);
    stages.robot.clickOn("#start-again").write(JoinWorld.PASSPHRASE);
    stages.robot.push(KeyCode.ENTER);
    stages.awaitText("DS-236");
  }

  @Test
  @DisplayName("takes a request back, and says when the directory cannot be reached")
  void withdrawn() throws Exception {
    open(Language.EN, Theme.LIGHT, 900, 800);
    join("Jan Baker");
    ask();
    Path away = Files.move(world.directory, folder.resolve("away"));
    Stages.until(() -> !stages.robot.lookup("#start-look").query().isDisabled());
    press("#start-look");
    stages.awaitText("DS-50");
    Files.move(away, world.directory);
    press("#start-withdraw");
    stages.find("#start-yes");
    press("#start-yes");
    stages.find("#start-join");
    assertThat(world.request()).isEmpty();
    join("Jan Bakker");
    ask();
    assertThat(world.request().orElseThrow().name()).isEqualTo("Jan Bakker");
  }

  @Test
  @DisplayName("waits for a team that lets the device in, and goes on without one if wanted")
  void withoutTeam() throws Exception {
    open(Language.NL, Theme.LIGHT, 900, 800);
    join("Jan Bakker");
    ask();
    world.approve(false);
    Stages.until(() -> !stages.robot.lookup("#start-look").query().isDisabled());
    press("#start-look");
    stages.find("#start-go");
    unlock();
    stages.find("#start-go-on");
    world.letIn();
    Stages.onScreen(model::tick);
    until(Step.Clear.class);
  }

  @Test
  @DisplayName("offers to sign in where policy says to whom, shows the code, and can wait")
  void signsIn() throws Exception {
    world.policy("{" + TENANT.substring(1) + "}");
    open(Language.NL, Theme.LIGHT, 900, 800);
    join("Jan Bakker");
    ask();
    world.approve(true);
    unlock();
    stages.find("#sign-in");
    Stages.onScreen(() -> signIn.show(code()));
    TextInputControl code = (TextInputControl) stages.find("#sign-in-code");
    assertThat(code.getText()).isEqualTo("ABCD1234");
    press("#sign-in-cancel");
    stages.find("#sign-in-later");
    press("#sign-in-later");
    until(Step.Clear.class);
    Stages.onScreen(desk::lock);
    unlock();
    until(Step.Clear.class);
  }

  private static Notice.SignInWithCode code() {
    return new Notice.SignInWithCode(
        URI.create("https://microsoft.com/devicelogin"),
        "ABCD1234",
        World.NOW.plus(Duration.ofMinutes(15)));
  }

  @Test
  @DisplayName("practises without an account, goes on practising, and removes it")
  void practises() throws Exception {
    open(Language.NL, Theme.LIGHT, 900, 800);
    stages.find("#start-practise");
    press("#start-practise");
    // Making it seals a dozen files, which takes a while on a busy computer.
    WaitForAsyncUtils.waitFor(90, TimeUnit.SECONDS, () -> practised.get() != null);
    assertThat(((Labeled) stages.find("#start-practise")).getText()).isEqualTo("Verder proberen");
    practised.getAndSet(null).close();
    press("#start-remove-practice");
    stages.find("#start-yes");
    press("#start-yes");
    stages.awaitText("Eerst proberen");
    assertThat(world.home.resolve("practice")).doesNotExist();
  }

  static Stream<Arguments> looks() {
    return Stream.of(Language.values())
        .flatMap(
            language ->
                Stream.of(Theme.LIGHT, Theme.DARK).map(theme -> Arguments.of(language, theme)));
  }

  @ParameterizedTest(name = "in {0}, {1}: nothing is cut, and every text stands out")
  @MethodSource("looks")
  void pictures(Language language, Theme theme) throws Exception {
    world.policy(RULES.formatted("2026-1", TENANT));
    int height = theme == Theme.LIGHT ? 600 : 900;
    open(language, theme, 800, height);
    stages.find("#start-join");
    look("welcome", language, theme);
    join("Jan Bakker");
    look("join", language, theme);
    ask();
    Stages.until(() -> !stages.robot.lookup("#start-look").query().isDisabled());
    look("waiting", language, theme);
    world.approve(true);
    press("#start-look");
    stages.find("#start-go");
    look("admitted", language, theme);
    unlock();
    stages.find("#start-accept");
    assertThat(stages.find("#start-rules").getAccessibleText())
        .contains("1. ")
        .contains("<b>")
        .doesNotContain("�");
    look("rules", language, theme);
    press("#start-accept");
    stages.find("#sign-in");
    look("sign-in", language, theme);
    Stages.onScreen(() -> signIn.show(code()));
    stages.find("#sign-in-code");
    look("sign-in-code", language, theme);
  }

  private void look(String what, Language language, Theme theme) throws Exception {
    stages.picture("start-" + what + "-" + language.tag() + "-" + theme);
    assertThat(stages.cutTexts()).isEmpty();
    Contrast contrast = new Contrast();
    Stages.onScreen(() -> contrast.measure(stages.stage().getScene().getRoot()));
    assertThat(contrast.texts()).isNotEmpty().allMatch(one -> one.ratio() >= 4.5);
    assertThat(unnamed()).isEmpty();
  }

  private List<String> unnamed() {
    return Stages.on(
        () ->
            stages.robot.lookup(node -> node instanceof ButtonBase).queryAll().stream()
                .filter(node -> node.isVisible() && node.getAccessibleText() == null)
                .map(Object::toString)
                .toList());
  }
}
