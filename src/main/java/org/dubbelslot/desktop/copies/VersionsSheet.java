package org.dubbelslot.desktop.copies;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.drive.EarlierVersions.Version;
import org.dubbelslot.words.Words;

/** The sheet with a file's earlier versions. */
final class VersionsSheet extends VBox {
  private final VersionsModel model;
  private final Words words;
  private final VBox rows = new VBox();
  private final VBox trouble = new VBox();
  private final Button close;

  private VersionsSheet(VersionsModel model, Words words, Runnable closing) {
    this.model = model;
    this.words = words;
    this.close = Controls.button(words.text("desktop.versions.close"), closing);
    getStyleClass().add("versions");
    rows.getStyleClass().add("versions-rows");
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText(words.text("desktop.versions.list"));
    scroll.getStyleClass().add("versions-list");
    Label about = Controls.sentence(words, "desktop.versions.about");
    about.getStyleClass().add("quiet");
    model
        .why()
        .ifPresent(
            why -> {
              getChildren().add(new FailureBox(why, words, Map.of()));
              getChildren().add(Controls.sentence(words, "desktop.versions.older"));
            });
    HBox buttons = new HBox(Controls.stretch(), close);
    buttons.getStyleClass().add("buttons");
    getChildren().addAll(about, scroll, trouble, buttons);
  }

  /** Shows it over the window. */
  static void show(Frame frame, VersionsModel model) {
    AtomicReference<Runnable> shut = new AtomicReference<>(() -> {});
    VersionsSheet sheet = new VersionsSheet(model, frame.words(), () -> shut.get().run());
    shut.set(
        frame
            .sheets()
            .show(frame.words().text("desktop.versions.title", model.name()), sheet, () -> {}));
    model
        .stateProperty()
        .addListener(
            (seen, before, now) -> {
              sheet.fill(now);
              if (now instanceof VersionsModel.State.Restored) {
                shut.get().run();
              }
            });
    sheet.fill(model.stateProperty().get());
  }

  private void fill(VersionsModel.State state) {
    trouble.getChildren().clear();
    show(state);
    trouble.setManaged(!trouble.getChildren().isEmpty());
  }

  private void show(VersionsModel.State state) {
    switch (state) {
      case VersionsModel.State.Loading _ -> say("desktop.versions.loading");
      case VersionsModel.State.Listed(var versions) -> list(versions, false);
      case VersionsModel.State.Working(var versions) -> {
        list(versions, true);
        trouble.getChildren().setAll(Controls.sentence(words, "desktop.versions.working"));
      }
      case VersionsModel.State.Failed(var why, var versions) -> {
        list(versions, false);
        trouble.getChildren().setAll(new FailureBox(why, words, FailureBox.again(model::load)));
      }
      case VersionsModel.State.Restored _ -> rows.getChildren().clear();
    }
  }

  private void say(String key) {
    rows.getChildren().setAll(Controls.sentence(words, key));
  }

  private void list(List<Version> versions, boolean busy) {
    rows.getChildren().setAll(versions.stream().map(version -> row(version, busy)).toList());
    if (versions.size() == 1) {
      rows.getChildren().add(Controls.sentence(words, "desktop.versions.none"));
    }
  }

  private Node row(Version version, boolean busy) {
    String when = words.moment(version.modified());
    Label moment = Controls.text(when, "strong");
    Label size =
        Controls.text(
            version.current()
                ? words.text("desktop.versions.current")
                : words.text("desktop.versions.size", words.size(version.size())),
            "quiet");
    VBox texts = new VBox(moment, size);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox row = new HBox(texts);
    row.getStyleClass().add("versions-row");
    if (!version.current()) {
      row.getChildren()
          .addAll(
              button("desktop.versions.open", when, busy, () -> model.open(version)),
              button("desktop.versions.restore", when, busy, () -> model.restore(version)));
    }
    return row;
  }

  /** Every row has the same buttons: a screen reader says of when. */
  private Button button(String key, String when, boolean busy, Runnable action) {
    Button button = Controls.button(words.text(key), action);
    button.setAccessibleText(button.getText() + ", " + when);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setDisable(busy);
    return button;
  }
}
