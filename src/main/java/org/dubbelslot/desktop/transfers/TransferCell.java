package org.dubbelslot.desktop.transfers;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** One line of the list; made once and filled again and again. */
final class TransferCell extends ListCell<TransferRow> {
  private final Words words;
  private final StackPane icon = new StackPane();
  private final Label name = new Label();
  private final Label status = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final Tooltip whole = new Tooltip();
  private final Map<TransferRow.Action, Button> buttons = new EnumMap<>(TransferRow.Action.class);
  private final HBox line;

  TransferCell(TransfersModel model, Words words) {
    this.words = words;
    name.getStyleClass().add("strong");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    status.setMinWidth(0);
    // Why something stopped is longer than a line of a small window; the name is not.
    status.setWrapText(true);
    bar.getStyleClass().add("small");
    bar.managedProperty().bind(bar.visibleProperty());
    VBox texts = new VBox(name, status);
    texts.getStyleClass().add("texts");
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    HBox actions = new HBox();
    actions.getStyleClass().add("actions");
    for (TransferRow.Action action : TransferRow.Action.values()) {
      Button button =
          Controls.iconButton(glyph(action), name(action, ""), () -> act(model, action));
      button.managedProperty().bind(button.visibleProperty());
      buttons.put(action, button);
      actions.getChildren().add(button);
    }
    actions.setMinWidth(USE_PREF_SIZE);
    icon.getStyleClass().add("mark");
    line = new HBox(icon, texts, bar, actions);
    line.getStyleClass().add("transfer");
    whole.setWrapText(true);
    whole.setMaxWidth(480);
    setPrefWidth(0);
    setAccessibleRole(AccessibleRole.LIST_ITEM);
  }

  private static Glyph glyph(TransferRow.Action action) {
    return switch (action) {
      case PAUSE -> Glyph.PAUSE;
      case RESUME -> Glyph.RESUME;
      case RETRY -> Glyph.REFRESH;
      case CANCEL -> Glyph.CANCEL;
    };
  }

  private String name(TransferRow.Action action, String file) {
    return switch (action) {
      case PAUSE -> words.text("desktop.transfers.pause", file);
      case RESUME -> words.text("desktop.transfers.resume", file);
      case RETRY -> words.text("desktop.transfers.retry", file);
      case CANCEL -> words.text("desktop.transfers.cancel", file);
    };
  }

  private void act(TransfersModel model, TransferRow.Action action) {
    TransferRow row = getItem();
    if (row == null) {
      return;
    }
    switch (action) {
      case PAUSE -> model.pause(row.id());
      case RESUME, RETRY -> model.resume(row.id());
      case CANCEL -> model.cancel(row.id());
    }
  }

  @Override
  protected void updateItem(TransferRow row, boolean empty) {
    super.updateItem(row, empty);
    if (empty || row == null) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      return;
    }
    icon.getChildren().setAll(mark(row).icon());
    name.setText(Words.printable(row.name()));
    status.setText(row.status());
    status.getStyleClass().setAll("label", style(row.kind()));
    bar.setVisible(row.kind() == TransferRow.Kind.RUNNING);
    bar.setProgress(row.fraction());
    bar.setAccessibleText(words.text("desktop.transfers.progress-of", row.name()));
    buttons.forEach(
        (action, button) -> {
          button.setVisible(row.actions().contains(action));
          button.setAccessibleText(name(action, row.name()));
          button.getTooltip().setText(name(action, row.name()));
        });
    whole.setText(row.explanation());
    setTooltip(whole);
    setAccessibleText(row.name() + ". " + row.explanation());
    setGraphic(line);
  }

  private static String style(TransferRow.Kind kind) {
    return kind == TransferRow.Kind.TROUBLED ? "troubled" : "quiet";
  }

  private static Glyph mark(TransferRow row) {
    return switch (row.kind()) {
      case RUNNING -> row.upload() ? Glyph.UPLOAD : Glyph.DOWNLOAD;
      case WAITING -> Glyph.WAITING;
      case PAUSED -> Glyph.PAUSE;
      case TROUBLED -> Glyph.WARNING;
      case DONE -> Glyph.DONE;
    };
  }
}
