package org.dubbelslot.desktop.start;

import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Passphrase;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.words.Words;

/** Asks for the organisation, the person's name, and a passphrase for this computer. */
final class JoinPane extends VBox {
  private final Words words;
  private final StartModel model;
  private final TextField address = new TextField();
  private final TextField name = new TextField();
  private final PasswordField passphrase = new PasswordField();
  private final PasswordField again = new PasswordField();
  private final Label hint = Controls.text("", "quiet");
  private final Label same = Controls.text("", "quiet");
  private final Button ask;

  JoinPane(Words words, StartModel model, FileDialogs dialogs, Step.Joining joining) {
    this.words = words;
    this.model = model;
    address.setId("start-address");
    name.setId("start-name");
    passphrase.setId("start-passphrase");
    again.setId("start-again");
    ask = Controls.primary(words.text("desktop.start.ask"), this::ask);
    ask.setId("start-ask");
    Button back = Controls.button(words.text("desktop.start.back"), model::welcome);
    back.setId("start-back");
    StepPane.fill(
        this,
        StepPane.heading(words, 1),
        Controls.text(words.text("desktop.start.joining"), "title"),
        joining.decided().map(this::decided).orElseGet(() -> asked(dialogs)),
        StepPane.field(
            words.text("desktop.start.name"),
            name,
            Controls.text(words.text("desktop.start.name-hint"), "quiet")),
        passphrases(),
        StepPane.buttons(back, ask));
    address.setText(joining.decided().orElse(joining.address()));
    name.setText(joining.name());
    for (TextField field : new TextField[] {address, name, passphrase, again}) {
      field.textProperty().subscribe(typed -> check());
    }
  }

  /** Chosen and repeated beside each other, so that the card fits a small window. */
  private VBox passphrases() {
    VBox first = StepPane.field(words.text("desktop.start.passphrase"), passphrase);
    VBox second = StepPane.field(words.text("desktop.start.passphrase-again"), again);
    HBox row = new HBox(first, second);
    HBox.setHgrow(first, Priority.ALWAYS);
    HBox.setHgrow(second, Priority.ALWAYS);
    row.getStyleClass().add("start-row");
    VBox box =
        new VBox(
            row, Controls.text(words.text("desktop.start.passphrase-hint"), "quiet"), hint, same);
    box.getStyleClass().add("start-field");
    return box;
  }

  private VBox decided(String where) {
    Label shown = Controls.text(where, "code");
    VBox box =
        new VBox(
            Controls.text(words.text("desktop.start.organisation"), "strong"),
            shown,
            Controls.text(words.text("desktop.start.decided"), "quiet"));
    box.getStyleClass().add("start-field");
    return box;
  }

  private VBox asked(FileDialogs dialogs) {
    Button choose =
        Controls.button(
            Glyph.FOLDER,
            words.text("desktop.start.choose-folder"),
            () ->
                dialogs
                    .folder(words.text("desktop.start.choose-folder"))
                    .ifPresent(folder -> address.setText(folder.toString())));
    choose.setId("start-choose");
    VBox box =
        StepPane.field(
            words.text("desktop.start.organisation"),
            address,
            Controls.text(words.text("desktop.start.address-hint"), "quiet"));
    HBox row = new HBox(address, choose);
    HBox.setHgrow(address, Priority.ALWAYS);
    row.getStyleClass().add("start-row");
    box.getChildren().add(1, row);
    return box;
  }

  private void check() {
    PassphraseHint strength = PassphraseHint.of(passphrase.getCharacters());
    hint.setText(words.text("desktop.start.strength." + strength.name().toLowerCase(Locale.ROOT)));
    boolean equal = CharSequence.compare(passphrase.getCharacters(), again.getCharacters()) == 0;
    same.setText(
        again.getLength() == 0
            ? ""
            : words.text(equal ? "desktop.start.same" : "desktop.start.not-same"));
    ask.setDisable(
        address.getText().isBlank()
            || !EnrolmentRequest.isShowable(name.getText().strip())
            || !strength.mayBeChosen()
            || !equal);
  }

  private void ask() {
    again.clear();
    model.join(address.getText(), name.getText(), Passphrase.take(passphrase));
  }
}
