package org.dubbelslot.desktop.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.ItemNames;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.policy.Decision;
import org.dubbelslot.policy.EffectivePolicy;
import org.dubbelslot.policy.Setting;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;

/** What a person chooses: how the window looks, and where they want to be stricter. */
final class PreferencesView {
  /** Kilobytes a second. */
  private static final List<Integer> RATES =
      List.of(128, 256, 512, 1000, 2000, 5000, 10_000, 50_000);

  /** What is offered of each number, where it is within what was decided. */
  private static final Map<Setting<Integer>, List<Integer>> NUMBERS =
      Map.of(
          Setting.LOCK_AFTER_MINUTES, List.of(1, 2, 5, 10, 15, 30, 60, 120, 240, 480),
          Setting.PARALLEL_TRANSFERS, List.of(1, 2, 4, 8, 16, 32),
          Setting.UPLOAD_LIMIT, RATES,
          Setting.DOWNLOAD_LIMIT, RATES,
          Setting.CACHE_MINUTES, List.of(0, 1, 5, 10, 15),
          Setting.NAME_CACHE_MINUTES, List.of(0, 15, 60, 120, 240, 480));

  private static final List<Setting<Boolean>> FLAGS =
      List.of(
          Setting.REQUIRE_SIGNATURE,
          Setting.ALLOW_UNKNOWN_SIGNERS,
          Setting.REQUIRE_BACKUP_LOCK,
          Setting.REFUSE_SYNCHRONISED_TARGETS);

  private final Frame frame;
  private final Words words;
  private final Shown shown;
  private final SettingsModel model;
  private final FileDialogs dialogs;
  private final Runnable rebuild;
  private final VBox trouble = new VBox();
  private final VBox locking = section("desktop.settings.locking");
  private final VBox transfers = section("desktop.settings.transfers");
  private final VBox stricter = section("desktop.settings.stricter");
  private final Label copies = Controls.text("", "code");
  private final Button usual;
  private final ScrollPane view;

  PreferencesView(Frame frame, SettingsModel model, FileDialogs dialogs, Runnable rebuild) {
    this.frame = frame;
    this.words = frame.words();
    this.shown = new Shown(words);
    this.model = model;
    this.dialogs = dialogs;
    this.rebuild = rebuild;
    this.usual = Controls.button(words.text("desktop.settings.copies-usual"), model::copiesAsUsual);
    VBox sections = new VBox(trouble, looks(), locking, transfers, copies(), stricter);
    sections.getStyleClass().add("sections");
    view = new ScrollPane(sections);
    view.setFitToWidth(true);
    model.policyProperty().subscribe(policy -> policy.ifPresent(this::show));
    model.copiesProperty().subscribe(this::show);
    model.troubleProperty().subscribe(this::tell);
  }

  Node view() {
    return view;
  }

  private VBox section(String key) {
    VBox section = new VBox();
    section.getStyleClass().add("section");
    section.setUserData(key);
    return section;
  }

  private void fill(VBox section, List<Node> rows) {
    String key = (String) section.getUserData();
    section.getChildren().setAll(Controls.text(frame.words().text(key), "strong"));
    section.getChildren().addAll(rows);
  }

  private Node looks() {
    VBox section = section("desktop.settings.looks");
    Appearance now = model.appearance();
    List<Optional<Language>> languages =
        List.of(Optional.empty(), Optional.of(Language.NL), Optional.of(Language.EN));
    ComboBox<Optional<Language>> language =
        choice(
            "language",
            languages,
            now.language(),
            one -> words.text("desktop.settings.language." + Shown.key(one)));
    whenChosen(language, this::speak);
    ComboBox<Theme> theme =
        choice(
            "theme",
            List.of(Theme.values()),
            now.theme(),
            one -> words.text("desktop.settings.theme." + Shown.key(Optional.of(one))));
    theme
        .valueProperty()
        .addListener(
            (seen, before, chosen) -> {
              Appearance old = model.appearance();
              dress(new Appearance(old.language(), chosen, old.textSize()));
            });
    ComboBox<Integer> size =
        choice(
            "text-size",
            IntStream.rangeClosed(Appearance.SMALLEST, Appearance.LARGEST).boxed().toList(),
            now.textSize(),
            one -> words.text("desktop.settings.pixels", one));
    size.valueProperty()
        .addListener(
            (seen, before, chosen) -> {
              Appearance old = model.appearance();
              dress(new Appearance(old.language(), old.theme(), chosen));
            });
    fill(
        section,
        List.of(
            row(words.text("desktop.settings.language"), language),
            row(words.text("desktop.settings.theme"), theme),
            row(words.text("desktop.settings.text-size"), size)));
    return section;
  }

  private void speak(Optional<Language> language) {
    Appearance old = model.appearance();
    if (!language.equals(old.language())) {
      model.remember(new Appearance(language, old.theme(), old.textSize()));
      rebuild.run();
    }
  }

  /** Not at every step of an arrow key: another language makes the window anew. */
  private static <T> void whenChosen(ComboBox<T> box, Consumer<T> chosen) {
    box.addEventFilter(
        KeyEvent.KEY_PRESSED,
        key -> {
          boolean steps = key.getCode() == KeyCode.UP || key.getCode() == KeyCode.DOWN;
          if (steps && !box.isShowing()) {
            box.show();
            key.consume();
          }
        });
    box.setOnHidden(closed -> chosen.accept(box.getValue()));
    box.valueProperty()
        .addListener(
            (seen, before, now) -> {
              if (!box.isShowing()) {
                chosen.accept(now);
              }
            });
  }

  private void dress(Appearance appearance) {
    model.remember(appearance);
    Optional.ofNullable(view.getScene())
        .ifPresent(scene -> appearance.theme().apply(scene, appearance.textSize()));
  }

  private Node copies() {
    VBox section = section("desktop.settings.copies");
    Button choose =
        Controls.button(
            words.text("desktop.settings.copies-choose"),
            () ->
                dialogs
                    .folder(
                        words.text("desktop.settings.copies-choose"), model.copiesProperty().get())
                    .ifPresent(model::copiesIn));
    choose.setId("copies-choose");
    usual.setId("copies-usual");
    FlowPane buttons = new FlowPane(choose, usual);
    buttons.getStyleClass().add("bar");
    fill(
        section,
        List.of(Controls.text(words.text("desktop.settings.copies-lead")), copies, buttons));
    return section;
  }

  private void show(Optional<Path> folder) {
    copies.setText(folder.map(Path::toString).orElse(words.text("desktop.settings.copies-by-us")));
    usual.setVisible(folder.isPresent());
  }

  /** The boxes are made anew: the one in which somebody is keeps the focus. */
  private void show(EffectivePolicy policy) {
    Optional<String> focused =
        Optional.ofNullable(view.getScene()).map(Scene::getFocusOwner).map(Node::getId);
    showRows(policy);
    focused.map(id -> view.getContent().lookup("#" + id)).ifPresent(Node::requestFocus);
  }

  private void showRows(EffectivePolicy policy) {
    fill(locking, List.of(number(policy, Setting.LOCK_AFTER_MINUTES, shown::minutes)));
    fill(
        transfers,
        List.of(
            Controls.text(words.text("desktop.settings.transfers-lead")),
            number(policy, Setting.PARALLEL_TRANSFERS, String::valueOf),
            number(policy, Setting.UPLOAD_LIMIT, shown::rate),
            number(policy, Setting.DOWNLOAD_LIMIT, shown::rate)));
    List<Node> rows = new ArrayList<>();
    rows.add(Controls.text(words.text("desktop.settings.stricter-lead")));
    rows.add(number(policy, Setting.CACHE_MINUTES, shown::minutes));
    rows.add(number(policy, Setting.NAME_CACHE_MINUTES, shown::minutes));
    FLAGS.forEach(flag -> flag(policy.decision(flag)).ifPresent(rows::add));
    fill(stricter, rows);
  }

  private Node number(
      EffectivePolicy policy, Setting<Integer> setting, Function<Integer, String> text) {
    Decision<Integer> decision = policy.decision(setting);
    int limit = decision.limit().orElseThrow();
    int value = decision.value().orElseThrow();
    List<Integer> offered =
        IntStream.concat(
                IntStream.of(limit, value),
                NUMBERS.get(setting).stream().mapToInt(Integer::intValue))
            .filter(one -> setting.isWithin(limit, one))
            .distinct()
            .sorted()
            .boxed()
            .toList();
    ComboBox<Integer> choice = choice(setting.name(), offered, value, text);
    choice.valueProperty().subscribe(chosen -> model.ask(decision, chosen));
    return row(shown.name(setting), choice, note(decision, text));
  }

  /** What may not be loosened needs no box: it stands among what was decided. */
  private Optional<Node> flag(Decision<Boolean> decision) {
    boolean limit = decision.limit().orElseThrow();
    if (!decision.setting().isWithin(limit, !limit)) {
      return Optional.empty();
    }
    CheckBox box = new CheckBox(shown.name(decision.setting()));
    box.setId("setting-" + decision.setting().name());
    box.setWrapText(true);
    box.setSelected(decision.value().orElseThrow());
    box.selectedProperty().addListener((seen, before, chosen) -> model.ask(decision, chosen));
    return Optional.of(box);
  }

  private Label note(Decision<Integer> decision, Function<Integer, String> text) {
    int limit = decision.limit().orElseThrow();
    String source = shown.source(decision);
    return Controls.text(
        limit == Setting.NO_LIMIT
            ? words.text("desktop.settings.unlimited", source)
            : words.text("desktop.settings.at-most", text.apply(limit), source),
        "quiet");
  }

  private <T> ComboBox<T> choice(String name, List<T> offered, T value, Function<T, String> text) {
    ComboBox<T> box = new ComboBox<>();
    box.setId("setting-" + name);
    box.setConverter(new ItemNames<>(box.getItems(), text));
    box.getItems().setAll(offered);
    box.setValue(value);
    return box;
  }

  private static Node row(String name, ComboBox<?> control, Node... notes) {
    Label label = Controls.text(name);
    label.setLabelFor(control);
    control.setAccessibleText(name);
    VBox row = new VBox(label, control);
    row.getChildren().addAll(notes);
    row.getStyleClass().add("setting");
    return row;
  }

  private void tell(Optional<Failure> failure) {
    trouble
        .getChildren()
        .setAll(
            failure.stream()
                .map(one -> new FailureBox(one, words, Map.<Remedy, Runnable>of()))
                .toList());
    failure.ifPresent(one -> view.setVvalue(0));
  }
}
