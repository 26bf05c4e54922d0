package org.dubbelslot.desktop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.dubbelslot.desktop.common.Answers;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.desktop.inspect.DroppedContent;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.dubbelslot.workplace.copies.Surroundings;

/**
 * A person at the whole window, wired as in the program: only the system's dialogs, other programs
 * and the passing of time are a test's. Every text is found by its name in the bundles, so that one
 * walk is gone in every language.
 */
public final class Walk extends AtMainWindow {
  /** What a policy of the organisation leaves open, where a walk needs it to. */
  public static final String CLASSES =
      """
      {"classes":[{"name":"Leerlingdossier","keep":"P5Y"},{"name":"Opname","keep":"P30D"}],
       "recordingsClass":"Opname"}
      """;

  /** The window's language. */
  public final Words words;

  /** What other programs were given to open, the newest last. */
  public final List<Path> opened = new CopyOnWriteArrayList<>();

  private final List<Services> used = new CopyOnWriteArrayList<>();
  private final AtomicReference<Optional<Path>> chosen = new AtomicReference<>(Optional.empty());
  private final AtomicReference<List<Path>> files = new AtomicReference<>(List.of());
  private final AtomicReference<Duration> idle = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Duration> slept = new AtomicReference<>(Duration.ZERO);

  private Walk(Language language, Function<Path, Services> services, Path home, List<Path> given)
      throws Exception {
    words = Words.in(language);
    Services.Factory factory =
        where -> {
          Services made = services.apply(where.map(Home::folder).orElse(home));
          used.add(made);
          return made;
        };
    open(factory, language, computer(), made -> made.open(given));
  }

  /** The window of whoever has {@code home}, whose services {@code services} makes. */
  public static Walk in(Language language, Function<Path, Services> services, Path home)
      throws Exception {
    return in(language, services, home, List.of());
  }

  /** The same, with files that the program was started with. */
  public static Walk in(
      Language language, Function<Path, Services> services, Path home, List<Path> given)
      throws Exception {
    return new Walk(language, services, home, given);
  }

  /** The window of somebody of a world. */
  public static Walk at(Language language, World world, String person) throws Exception {
    return in(language, Walk::withClasses, world.home(person));
  }

  /** The same, opened and with the place's rows shown. */
  public static Walk unlocked(Language language, World world, String person) throws Exception {
    return unlocked(language, world, person, List.of());
  }

  /** The same, with files that the program was started with. */
  public static Walk unlocked(Language language, World world, String person, List<Path> given)
      throws Exception {
    return unlocked(new Walk(language, Walk::withClasses, world.home(person), given));
  }

  /** The same, in which waiting for a drive takes no time. */
  public static Walk hurried(Language language, World world, String person) throws Exception {
    return unlocked(
        new Walk(language, home -> withClasses(home).hurried(), world.home(person), List.of()));
  }

  private static Walk unlocked(Walk walk) throws Exception {
    walk.unlock("verzonnen");
    walk.stages.find("#place-" + World.PLACE);
    return walk;
  }

  private static TestServices withClasses(Path home) {
    return new TestServices(home, clock(), () -> Optional.of(CLASSES.strip().getBytes(UTF_8)));
  }

  /** It is the day of the invented organisation, and time passes. */
  public static Clock clock() {
    return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), World.NOW));
  }

  private Computer computer() {
    return new Computer(
        (clock, spoken) -> Surroundings.ofThisComputer(clock, spoken).withPrograms(opened::add),
        Answers.in(chosen::get, files::get),
        () -> Instant.now().plus(slept.get()),
        () -> System.nanoTime() + idle.get().toNanos());
  }

  /** From now on the system's dialogs answer this folder. */
  public void choose(Path folder) {
    chosen.set(Optional.of(folder));
  }

  /** A folder that a sync client sends on. */
  public static Path synchronised(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.createFile(folder.resolve(".dropbox"));
    return folder;
  }

  /** From now on the system's dialog for files answers these. */
  public void chooseFiles(Path... paths) {
    files.set(List.of(paths));
  }

  /** The person goes away: the program lives on, and nobody touches it. */
  public void leaveFor(Duration time) {
    idle.updateAndGet(before -> before.plus(time));
  }

  /** The computer sleeps, or its clock is put forward. */
  public void sleep(Duration time) {
    slept.updateAndGet(before -> before.plus(time));
  }

  /** What the window works with; in practice, that of practice. */
  public Services services() {
    return used.getLast();
  }

  /** Types the passphrase. */
  public void unlock(String passphrase) throws Exception {
    write("#passphrase", passphrase);
    press("#unlock");
  }

  /** What stands in the bundles. */
  public String text(String key, Object... arguments) {
    return words.text(key, arguments);
  }

  /** Waits for a text of the bundles. */
  public void sees(String key, Object... arguments) throws Exception {
    String wanted = text(key, arguments);
    until(
        "“" + wanted + "” is said",
        () -> stages.texts().stream().anyMatch(text -> text.contains(wanted)));
  }

  /** Waits for a failure to be shown with its code. */
  public void tells(FailureCode code) throws Exception {
    until(
        code.code() + " is told",
        () -> stages.texts().stream().anyMatch(text -> text.contains(code.code())));
  }

  /** Locks, also under a sheet, as a sleep does. */
  public void lock() throws Exception {
    ButtonBase lock = (ButtonBase) stages.find("#lock-now");
    Stages.onScreen(() -> lock.getOnAction().handle(new ActionEvent()));
    Stages.settle();
  }

  /** Presses the button that bears a text of the bundles. */
  public void says(String key, Object... arguments) throws Exception {
    pressText(text(key, arguments));
  }

  /** Whether there is a button that bears a text of the bundles. */
  public boolean offers(String key, Object... arguments) {
    return Stages.on(() -> button(text(key, arguments)).isPresent());
  }

  /** Puts a switch. */
  public void turn(String id, boolean on) throws Exception {
    ToggleButton button = (ToggleButton) stages.find(id);
    Stages.onScreen(() -> button.setSelected(on));
    Stages.settle();
  }

  /** Writes into a field. */
  public void write(String id, String text) throws Exception {
    TextInputControl field = (TextInputControl) stages.find(id);
    until(id + " can be written in", () -> !field.isDisabled());
    Stages.onScreen(() -> field.setText(text));
    Stages.settle();
  }

  /** What is read aloud of the row of that name. */
  public String spoken(String name) throws Exception {
    Node row = row(name);
    return Stages.on(row::getAccessibleText);
  }

  /** The row of that name. */
  public Node row(String name) throws Exception {
    until("a row of " + name, () -> rowNow(name).isPresent());
    return Stages.on(() -> rowNow(name).orElseThrow());
  }

  private Optional<Node> rowNow(String name) {
    return stages.robot.lookup(node -> node instanceof TableRow<?>).queryAll().stream()
        .filter(row -> row.getAccessibleText() != null && row.getAccessibleText().startsWith(name))
        .findFirst();
  }

  /** Another program lets go of files above a node. */
  public void drop(Node target, Path... dropped) {
    List<File> given = Stream.of(dropped).map(Path::toFile).toList();
    Stages.onScreen(
        () -> {
          Dragboard board = DroppedContent.dragboard(Map.of(DataFormat.FILES, given));
          Event.fireEvent(target, drag(DragEvent.DRAG_OVER, target, board));
          Event.fireEvent(target, drag(DragEvent.DRAG_DROPPED, target, board));
        });
    Stages.settle();
  }

  private static DragEvent drag(EventType<DragEvent> type, Node target, Dragboard board) {
    return new DragEvent(
        null, target, type, board, 9, 9, 9, 9, TransferMode.COPY, null, null, null);
  }

  /** What stands in a label. */
  public String label(String id) throws Exception {
    Labeled label = (Labeled) stages.find(id);
    return Stages.on(label::getText);
  }

  /** Ends the program, whatever is asked. */
  @Override
  public void close() throws Exception {
    Stages.onScreen(() -> window().end());
    awaitEnd();
    stages.close();
  }
}
