package org.dubbelslot.desktop.places;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** A code shown large, to be read aloud or copied; a screen reader spells it. */
public final class CopyableCode extends HBox {
  /** With the identifier {@code id} for whoever looks for the field. */
  public CopyableCode(Words words, String id, String code) {
    TextField shown = new TextField(code);
    shown.setId(id);
    shown.setEditable(false);
    shown.setPrefColumnCount(code.length());
    shown.setAccessibleText(words.text("desktop.start.code", String.join(" ", code.split(""))));
    shown.getStyleClass().addAll("code", "start-code");
    Button copy =
        Controls.iconButton(Glyph.COPY, words.text("desktop.start.copy"), () -> copy(code));
    copy.setId(id + "-copy");
    getStyleClass().add("start-row");
    getChildren().addAll(shown, copy);
  }

  private static void copy(String code) {
    ClipboardContent content = new ClipboardContent();
    content.putString(code);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
