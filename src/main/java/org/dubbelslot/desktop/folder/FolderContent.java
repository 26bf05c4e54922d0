package org.dubbelslot.desktop.folder;

import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Focus;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** The middle of the screen: rows, or in their place why there are none. */
final class FolderContent extends StackPane {
  private final Frame frame;
  private final Words words;
  private final FolderModel model;
  private final TableView<FolderRow> table;
  private final Node results;
  private final VBox empty;
  private final VBox nothing = new VBox();
  private final VBox loading = new VBox();
  private final VBox trouble = new VBox();
  private boolean searching;

  FolderContent(
      Frame frame,
      FolderModel model,
      TableView<FolderRow> table,
      SearchResults results,
      Runnable add) {
    this.frame = frame;
    this.words = frame.words();
    this.model = model;
    this.table = table;
    this.results = results;
    getStyleClass().add("folder-content");
    Label invitation = Controls.sentence(words, "desktop.folder.empty");
    invitation.getStyleClass().add("title");
    Button addFiles = Controls.button(Glyph.ADD, words.text("desktop.folder.add-files"), add);
    addFiles.getStyleClass().add("accent");
    empty =
        new VBox(
            Glyph.UPLOAD.icon(),
            invitation,
            Controls.sentence(words, "desktop.folder.empty-hint"),
            addFiles);
    empty.getStyleClass().addAll("instead", "invitation");
    empty.setId("folder-empty");
    nothing.getChildren().setAll(Controls.sentence(words, "desktop.folder.nothing-found"));
    nothing.getStyleClass().add("instead");
    nothing.setMouseTransparent(true);
    ProgressIndicator turning = new ProgressIndicator();
    turning.setMaxSize(32, 32);
    turning.setAccessibleText(words.text("desktop.folder.loading"));
    loading.getChildren().setAll(turning, Controls.sentence(words, "desktop.folder.loading"));
    loading.getStyleClass().add("instead");
    loading.setFocusTraversable(true);
    loading.setAccessibleText(words.text("desktop.folder.loading"));
    trouble.getStyleClass().add("folder-trouble");
    getChildren().addAll(table, empty, nothing, loading, trouble, results);
    model.state().addListener((property, before, now) -> arrange());
    model.rows().addListener((property, before, now) -> arrange());
    arrange();
  }

  /** What is shown where a folder is empty: something can be dropped on it. */
  Node empty() {
    return empty;
  }

  /** Shows what was found instead. */
  void search(boolean shows) {
    searching = shows;
    arrange();
  }

  private void arrange() {
    Shown state = model.state().get();
    boolean listed = state instanceof Shown.Listed;
    // Keys act where the focus is: pasting into an empty folder, going up from a deleted one.
    boolean focused =
        Stream.of(table, empty, loading, trouble)
            .anyMatch(node -> node.isVisible() && node.isFocusWithin());
    boolean none = listed && model.rows().get().isEmpty();
    show(results, searching);
    show(table, !searching && listed && model.size() > 0);
    show(
        empty,
        !searching
            && state instanceof Shown.Listed(boolean complete)
            && complete
            && model.size() == 0);
    show(nothing, !searching && none && !model.filter().get().isBlank() && model.size() > 0);
    show(loading, !searching && state instanceof Shown.Loading);
    show(trouble, !searching && (state instanceof Shown.Failed || state instanceof Shown.Gone));
    switch (state) {
      case Shown.Failed(var failure) ->
          trouble
              .getChildren()
              .setAll(
                  new FailureBox(failure, words, frame.remedies(FailureBox.again(model::retry))));
      case Shown.Gone() -> trouble.getChildren().setAll(gone());
      case Shown.Nothing(), Shown.Loading(), Shown.Listed(var _) -> trouble.getChildren().clear();
    }
    if (focused) {
      Stream.of(table, empty, loading, trouble)
          .filter(node -> node.isVisible() && !node.isFocusWithin())
          .findFirst()
          .ifPresent(Focus::first);
    }
  }

  private Node gone() {
    String title = model.where().get().map(Where::title).orElse("");
    VBox box =
        new VBox(
            Glyph.WARNING.icon(),
            Controls.text(words.text("desktop.folder.gone", title), "title"),
            Controls.sentence(words, "desktop.folder.gone-hint"),
            Controls.button(Glyph.ARROW_UP, words.text("desktop.folder.to-parent"), model::up));
    box.getStyleClass().add("instead");
    return box;
  }

  private static void show(Node node, boolean shows) {
    node.setVisible(shows);
    node.setManaged(shows);
  }
}
