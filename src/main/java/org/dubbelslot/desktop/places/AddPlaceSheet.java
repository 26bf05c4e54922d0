package org.dubbelslot.desktop.places;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Focus;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.PathChoice;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;

/** Asks which place is to be added: where it is, whose lock it gets, and what it is called. */
public final class AddPlaceSheet {
  private final Frame frame;
  private final Words words;
  private final AddPlaceModel model;
  private final SignInModel signIn;
  private final PathChoice paths;
  private final Runnable added;
  private final VBox body = new VBox();
  private final VBox form = new VBox();
  private final VBox detail = new VBox();
  private final VBox trouble = new VBox();
  private final ProgressBar busy = new ProgressBar();
  private final ToggleGroup kinds = new ToggleGroup();
  private final ComboBox<AddPlaceModel.TeamChoice> team = new ComboBox<>();
  private final TextField label = new TextField();
  private final TextField link = new TextField();
  private final TextField word = new TextField();
  private final ListView<AddPlaceModel.Found> found = new ListView<>();
  private final Label nothing;
  private final Label synced;
  private final Label folderShown = Controls.text("", "code");
  private final Button add;
  private final VBox teamField;
  private Optional<Path> folder = Optional.empty();
  private String proposed = "";
  private List<Node> asking = List.of();
  private Runnable close = () -> {};
  private Subscription following = Subscription.EMPTY;

  private enum Kind {
    MINE(Glyph.ONEDRIVE, "mine"),
    SEARCH(Glyph.SEARCH, "search"),
    LINK(Glyph.LINK, "link"),
    FOLDER(Glyph.THIS_COMPUTER, "folder");

    private final Glyph glyph;
    private final String key;

    Kind(Glyph glyph, String key) {
      this.glyph = glyph;
      this.key = key;
    }
  }

  private AddPlaceSheet(
      Frame frame, AddPlaceModel model, SignInModel signIn, PathChoice paths, Runnable added) {
    this.frame = frame;
    this.words = frame.words();
    this.model = model;
    this.signIn = signIn;
    this.paths = paths;
    this.added = added;
    nothing = Controls.text(words.text("desktop.places.nothing-found"), "quiet");
    synced = Controls.text("", "quiet");
    teamField = field("desktop.places.whose-lock", team, Controls.text("", "quiet"));
    add = Controls.primary(words.text("desktop.places.add"), this::add);
    add.setId("place-add");
    build();
  }

  /**
   * Shows it.
   *
   * @param practice what stands in for Microsoft, in practice
   * @param added is run when a place was added
   */
  public static void show(
      Frame frame,
      SignInModel signIn,
      PathChoice paths,
      Optional<Place.Loopback> practice,
      Runnable added) {
    AddPlaceModel model = new AddPlaceModel(frame, practice);
    new AddPlaceSheet(frame, model, signIn, paths, added).open();
  }

  private void open() {
    close = frame.sheets().show(words.text("desktop.places.adding"), body, this::escaped);
    following = model.stateProperty().subscribe(this::follow);
    model.teams(
        teams -> {
          team.getItems().setAll(teams);
          team.getSelectionModel().selectFirst();
          teamField.setVisible(teams.size() > 1);
          teamField.setManaged(teams.size() > 1);
          check();
        });
  }

  private void escaped() {
    following.unsubscribe();
    model.cancel();
    signIn.cancel();
  }

  /** The form gives way in a small window; its buttons stay in sight. */
  private ScrollPane scrolling() {
    ScrollPane scroll = new ScrollPane(form);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("start-scroll");
    scroll.setMinHeight(160);
    VBox.setVgrow(scroll, Priority.SOMETIMES);
    return scroll;
  }

  private void build() {
    FlowPane choices = new FlowPane();
    choices.getStyleClass().add("place-kinds");
    for (Kind kind : Kind.values()) {
      RadioButton choice = new RadioButton(words.text("desktop.places.kind." + kind.key));
      choice.setGraphic(kind.glyph.icon());
      choice.setToggleGroup(kinds);
      choice.setUserData(kind);
      choice.setId("place-kind-" + kind.key);
      choice.setAccessibleText(choice.getText());
      choices.getChildren().add(choice);
    }
    kinds.selectToggle(kinds.getToggles().getFirst());
    label.setId("place-label");
    link.setId("place-link");
    word.setId("place-word");
    found.setId("place-found");
    team.setId("place-team");
    found.setPrefHeight(144);
    found.setAccessibleText(words.text("desktop.places.found"));
    found.setCellFactory(list -> new FoundCell());
    found.setPlaceholder(nothing);
    found
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            one -> {
              if (one != null) {
                propose(one.label());
              }
              check();
            });
    link.textProperty().subscribe(typed -> check());
    label.textProperty().subscribe(typed -> check());
    word.setOnAction(entered -> search());
    busy.setMaxWidth(Double.MAX_VALUE);
    busy.setAccessibleText(words.text("desktop.places.busy"));
    Button cancel =
        Controls.button(
            words.text("desktop.places.cancel"),
            () -> {
              escaped();
              close.run();
            });
    cancel.setId("place-cancel");
    HBox buttons = new HBox(Controls.stretch(), cancel, add);
    buttons.getStyleClass().add("start-buttons");
    detail.getStyleClass().add("start-field");
    form.getStyleClass().add("start-pane");
    form.getChildren()
        .addAll(
            choices,
            detail,
            teamField,
            field(
                "desktop.places.label",
                label,
                Controls.text(words.text("desktop.places.label-hint"), "quiet")),
            trouble,
            busy);
    asking = List.of(scrolling(), buttons);
    body.getChildren().setAll(asking);
    body.getStyleClass().add("start-field");
    busy.managedProperty().bind(busy.visibleProperty());
    trouble.managedProperty().bind(Bindings.isNotEmpty(trouble.getChildren()));
    kinds
        .selectedToggleProperty()
        .subscribe(
            toggle -> {
              if (toggle != null) {
                show((Kind) toggle.getUserData());
              }
            });
  }

  private VBox field(String key, Control field, Node... below) {
    Label name = Controls.text(words.text(key), "strong");
    name.setLabelFor(field);
    field.setAccessibleText(name.getText());
    field.setMaxWidth(Double.MAX_VALUE);
    VBox box = new VBox(name, field);
    for (Node node : below) {
      if (!(node instanceof Label text) || !text.getText().isEmpty()) {
        box.getChildren().add(node);
      }
    }
    box.getStyleClass().add("start-field");
    return box;
  }

  private Kind kind() {
    return (Kind) kinds.getSelectedToggle().getUserData();
  }

  private void show(Kind kind) {
    trouble.getChildren().clear();
    switch (kind) {
      case MINE -> {
        detail.getChildren().setAll(lead("desktop.places.mine-lead"));
        propose(words.text("desktop.places.mine-label"));
      }
      case SEARCH -> {
        Button go =
            Controls.button(Glyph.SEARCH, words.text("desktop.places.search"), this::search);
        go.setId("place-search");
        HBox row = new HBox(word, go);
        HBox.setHgrow(word, Priority.ALWAYS);
        row.getStyleClass().add("start-row");
        word.setAccessibleText(words.text("desktop.places.search-hint"));
        word.setPromptText(words.text("desktop.places.search-hint"));
        detail.getChildren().setAll(lead("desktop.places.search-lead"), row, found);
        propose("");
      }
      case LINK -> {
        link.setAccessibleText(words.text("desktop.places.link"));
        detail
            .getChildren()
            .setAll(
                lead("desktop.places.link-lead"),
                link,
                Controls.text(words.text("desktop.places.link-hint"), "quiet"));
        propose("");
      }
      case FOLDER -> {
        Button choose =
            Controls.button(
                Glyph.FOLDER,
                words.text("desktop.places.choose-folder"),
                () ->
                    paths
                        .folder(words.text("desktop.places.choose-folder"))
                        .ifPresent(this::chosen));
        choose.setId("place-choose");
        detail
            .getChildren()
            .setAll(lead("desktop.places.folder-lead"), choose, folderShown, synced);
        propose(folder.map(AddPlaceSheet::name).orElse(""));
      }
    }
    check();
  }

  private Label lead(String key) {
    return Controls.text(words.text(key));
  }

  /** Proposes a label unless the person wrote one. */
  private void propose(String text) {
    if (label.getText().equals(proposed)) {
      label.setText(text);
    }
    proposed = text;
  }

  private void chosen(Path path) {
    folder = Optional.of(path);
    folderShown.setText(path.toString());
    propose(name(path));
    check();
    model.isSynchronised(
        path,
        sent ->
            synced.setText(
                words.text(sent ? "desktop.places.folder-synced" : "desktop.places.folder-local")));
  }

  private static String name(Path path) {
    return path.getFileName() == null ? path.toString() : path.getFileName().toString();
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

  private void check() {
    boolean chosen =
        switch (kind()) {
          case MINE -> true;
          case SEARCH -> found.getSelectionModel().getSelectedItem() != null;
          case LINK -> !link.getText().isBlank();
          case FOLDER -> folder.isPresent();
        };
    boolean waits = model.stateProperty().get() instanceof AddPlaceModel.State.Busy;
    add.setDisable(
        !chosen || waits || team.getValue() == null || !Place.isLabel(label.getText().strip()));
  }

  private void add() {
    String called = label.getText().strip();
    var whose = team.getValue().id();
    switch (kind()) {
      case MINE -> model.addMine(called, whose);
      case SEARCH -> model.addFound(found.getSelectionModel().getSelectedItem(), called, whose);
      case LINK -> model.addLink(link.getText(), called, whose);
      case FOLDER -> model.addFolder(folder.orElseThrow(), called, whose);
    }
  }

  private void follow(AddPlaceModel.State state) {
    boolean waits = state instanceof AddPlaceModel.State.Busy;
    busy.setVisible(waits);
    trouble.getChildren().clear();
    check();
    switch (state) {
      case AddPlaceModel.State.Refused(var failure) ->
          trouble
              .getChildren()
              .setAll(
                  new FailureBox(
                      failure,
                      words,
                      Map.of(Remedy.RETRY, this::add, Remedy.RENAME, label::requestFocus)));
      case AddPlaceModel.State.SigningIn(var reach, Runnable then) ->
          only(
              new SignInPane(
                  words,
                  signIn,
                  reach,
                  this::backToForm,
                  () -> {
                    backToForm();
                    then.run();
                  }));
      case AddPlaceModel.State.Added _ -> {
        following.unsubscribe();
        close.run();
        added.run();
      }
      case AddPlaceModel.State.Asking _, AddPlaceModel.State.Busy _ -> {
        // The form says it all.
      }
    }
  }

  private void only(Node node) {
    body.getChildren().setAll(node);
    Focus.first(node);
  }

  private void backToForm() {
    body.getChildren().setAll(asking);
    Focus.first(form);
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
