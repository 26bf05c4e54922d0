package org.dubbelslot.desktop.folder;

import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.words.Words;

/** One line under the rows: how many, how many are selected, and whether they are up to date. */
final class FolderStatus extends HBox {
  private final Label count = new Label();
  private final Label note = new Label();
  private final Words words;
  private final FolderModel model;
  private final ReadOnlyObjectProperty<List<Entry>> selection;
  private final ReadOnlyIntegerProperty underWay;

  FolderStatus(
      Words words,
      FolderModel model,
      ReadOnlyObjectProperty<List<Entry>> selection,
      ReadOnlyIntegerProperty underWay) {
    this.words = words;
    this.model = model;
    this.selection = selection;
    this.underWay = underWay;
    getStyleClass().add("folder-status");
    count.setId("folder-count");
    note.setId("folder-note");
    getChildren().addAll(count, Controls.stretch(), note);
    model.rows().addListener((property, before, now) -> tell());
    model.state().addListener((property, before, now) -> tell());
    model.stale().addListener((property, before, now) -> tell());
    selection.addListener((property, before, now) -> tell());
    underWay.addListener((property, before, now) -> tell());
    tell();
  }

  private void tell() {
    boolean listed = model.state().get() instanceof Shown.Listed;
    int shown = model.rows().get().size();
    int all = model.size();
    String items =
        shown == all || shown == 0 && model.filter().get().isBlank()
            ? words.text("desktop.folder.count", all)
            : words.text("desktop.folder.count-of", shown, all);
    int selected = selection.get().size();
    count.setText(
        !listed
            ? ""
            : selected == 0 ? items : words.text("desktop.folder.selected", items, selected));
    note.setText(note());
  }

  private String note() {
    if (underWay.get() > 0) {
      return words.text("desktop.folder.working");
    }
    if (model.state().get() instanceof Shown.Listed(boolean complete) && !complete) {
      return words.text("desktop.folder.more-coming");
    }
    return model
        .stale()
        .get()
        .map(
            failure ->
                words.text("desktop.folder.stale", failure.sentence(words), failure.code().code()))
        .orElse("");
  }
}
