package org.dubbelslot.desktop.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SearchIndex.Hit;
import org.dubbelslot.words.Words;

/** What a search has found, each with the folder it lies in; opening one goes there. */
final class SearchResults extends VBox {
  private final ListView<Hit> list = new ListView<>();
  private final Label summary = new Label();
  private final SearchModel model;
  private final Words words;
  private String place = "";

  /** How a hit is gone to: the names to its folder, and its id. */
  interface Going extends BiConsumer<List<String>, Hit> {}

  SearchResults(SearchModel model, Words words, Going go) {
    this.model = model;
    this.words = words;
    getStyleClass().add("search-results");
    list.setId("folder-hits");
    list.setAccessibleText(words.text("desktop.folder.search-results"));
    list.setFixedCellSize(56);
    list.setPlaceholder(new Region());
    list.setCellFactory(made -> new HitCell(go));
    list.setOnKeyPressed(
        key -> {
          if (key.getCode() == KeyCode.ENTER) {
            Hit hit = list.getSelectionModel().getSelectedItem();
            if (hit != null) {
              key.consume();
              go.accept(hit.folders(), hit);
            }
          }
        });
    summary.getStyleClass().add("quiet");
    summary.setId("folder-search-summary");
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(summary, list);
    model.hits().addListener((property, before, now) -> show(now));
    model.walking().addListener((property, before, now) -> summarise());
    model.failure().addListener((property, before, now) -> summarise());
    model.text().addListener((property, before, now) -> summarise());
  }

  void begin(Place in) {
    place = in.shown();
    summarise();
  }

  /** Gives it the keyboard, at the first hit. */
  void enter() {
    if (!list.getItems().isEmpty()) {
      list.requestFocus();
      list.getSelectionModel().selectFirst();
    }
  }

  private void show(List<Hit> hits) {
    Hit chosen = list.getSelectionModel().getSelectedItem();
    list.getItems().setAll(hits);
    if (chosen != null && hits.contains(chosen)) {
      list.getSelectionModel().select(chosen);
    }
    summarise();
  }

  private void summarise() {
    List<String> sentences = new ArrayList<>();
    if (model.text().get().isBlank()) {
      sentences.add(words.text("desktop.folder.search-hint", place));
    } else {
      sentences.add(words.text("desktop.folder.search-found", list.getItems().size()));
    }
    if (model.walking().get()) {
      sentences.add(words.text("desktop.folder.search-walking"));
    }
    model
        .failure()
        .get()
        .ifPresent(
            failure ->
                sentences.add(
                    words.text(
                        "desktop.folder.search-partly",
                        failure.sentence(words),
                        failure.code().code())));
    summary.setText(String.join(" ", sentences));
  }

  private final class HitCell extends ListCell<Hit> {
    private final Label name = new Label();
    private final Label path = new Label();
    private final HBox box = new HBox(new VBox(name, path));

    HitCell(Going go) {
      path.getStyleClass().add("quiet");
      name.setMinWidth(0);
      setOnMouseClicked(
          click -> {
            if (click.getButton() == MouseButton.PRIMARY
                && click.getClickCount() == 2
                && getItem() != null) {
              go.accept(getItem().folders(), getItem());
            }
          });
    }

    @Override
    protected void updateItem(Hit hit, boolean empty) {
      super.updateItem(hit, empty);
      if (empty || hit == null) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      FileKind kind = hit.folder() ? FileKind.FOLDER : FileKind.ofName(hit.name());
      name.setText(Words.printable(hit.name()));
      name.setGraphic(kind.glyph().icon());
      List<String> way = new ArrayList<>(List.of(place));
      way.addAll(hit.folders());
      path.setText(Words.printable(String.join(" › ", way)));
      setAccessibleText(words.text("desktop.folder.search-hit", hit.name(), path.getText()));
      setGraphic(box);
    }
  }
}
