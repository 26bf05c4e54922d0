package org.dubbelslot.desktop.places;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.words.Words;

/** A library or channel that is searched for by a word. */
final class SearchSource implements PlaceSource {
  private final AddPlaceModel model;
  private final TextField word = new TextField();
  private final ListView<AddPlaceModel.Found> found = new ListView<>();
  private final List<Node> form;

  /** Runs {@code changed} whenever another one is chosen. */
  SearchSource(Words words, AddPlaceModel model, Runnable changed) {
    this.model = model;
    word.setId("place-word");
    word.setAccessibleText(words.text("desktop.places.search-hint"));
    word.setPromptText(words.text("desktop.places.search-hint"));
    word.setOnAction(entered -> search());
    found.setId("place-found");
    found.setPrefHeight(144);
    found.setAccessibleText(words.text("desktop.places.found"));
    found.setCellFactory(list -> new FoundCell());
    found.setPlaceholder(Controls.text(words.text("desktop.places.nothing-found"), "quiet"));
    found.getSelectionModel().selectedItemProperty().addListener(one -> changed.run());
    Button go = Controls.button(Glyph.SEARCH, words.text("desktop.places.search"), this::search);
    go.setId("place-search");
    HBox row = new HBox(word, go);
    HBox.setHgrow(word, Priority.ALWAYS);
    row.getStyleClass().add("start-row");
    form = List.of(Controls.sentence(words, "desktop.places.search-lead"), row, found);
  }

  private void search() {
    found.getItems().clear();
    model.search(
        word.getText(),
        list -> {
          found.getItems().setAll(list);
          if (list.isEmpty()) {
            found.requestFocus();
          } else {
            found.getSelectionModel().selectFirst();
          }
        });
  }

  private Optional<AddPlaceModel.Found> chosen() {
    return Optional.ofNullable(found.getSelectionModel().getSelectedItem());
  }

  @Override
  public String key() {
    return "search";
  }

  @Override
  public Glyph glyph() {
    return Glyph.SEARCH;
  }

  @Override
  public List<Node> form() {
    return form;
  }

  @Override
  public boolean isChosen() {
    return chosen().isPresent();
  }

  @Override
  public String proposal() {
    return chosen().map(AddPlaceModel.Found::label).orElse("");
  }

  @Override
  public void add(String label, Kid team) {
    model.addFound(chosen().orElseThrow(), label, team);
  }

  /** What was found, with its kind as an icon. */
  private static final class FoundCell extends ListCell<AddPlaceModel.Found> {
    @Override
    protected void updateItem(AddPlaceModel.Found item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setText(null);
        setGraphic(null);
      } else {
        setText(item.label());
        setGraphic(
            switch (item) {
              case AddPlaceModel.Found.OfLibrary _ -> Glyph.LIBRARY.icon();
              case AddPlaceModel.Found.OfChannel _ -> Glyph.CHANNEL.icon();
            });
      }
    }
  }
}
