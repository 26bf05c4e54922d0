package org.dubbelslot.desktop.places;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
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
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Focus;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Remedy;
import org.dubbelslot.words.Words;

/** Asks which place is to be added: where it is, whose lock it gets, and what it is called. */
public final class AddPlaceSheet {
  private final Frame frame;
  private final Words words;
  private final AddPlaceModel model;
  private final SignInModel signIn;
  private final Runnable added;
  private final VBox body = new VBox();
  private final VBox form = new VBox();
  private final VBox detail = new VBox();
  private final VBox trouble = new VBox();
  private final ProgressBar busy = new ProgressBar();
  private final ToggleGroup sources = new ToggleGroup();
  private final ComboBox<AddPlaceModel.TeamChoice> team = new ComboBox<>();
  private final TextField label = new TextField();
  private final Button add;
  private final VBox teamField;
  private String proposed = "";
  private List<Node> asking = List.of();
  private Runnable close = () -> {};
  private Subscription following = Subscription.EMPTY;

  private AddPlaceSheet(
      Frame frame, AddPlaceModel model, SignInModel signIn, FileDialogs dialogs, Runnable added) {
    this.frame = frame;
    this.words = frame.words();
    this.model = model;
    this.signIn = signIn;
    this.added = added;
    teamField = field("desktop.places.whose-lock", team);
    add = Controls.primary(words.text("desktop.places.add"), this::add);
    add.setId("place-add");
    build(
        List.of(
            new OwnDriveSource(words, model),
            new SearchSource(words, model, this::chosen),
            new LinkSource(words, model, this::chosen),
            new FolderSource(words, model, dialogs, this::chosen)));
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
      FileDialogs dialogs,
      Optional<Place.Loopback> practice,
      Runnable added) {
    AddPlaceModel model = new AddPlaceModel(frame, practice);
    new AddPlaceSheet(frame, model, signIn, dialogs, added).open();
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

  private void leave() {
    escaped();
    close.run();
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

  private void build(List<PlaceSource> all) {
    label.setId("place-label");
    team.setId("place-team");
    label.textProperty().addListener(typed -> check());
    busy.setMaxWidth(Double.MAX_VALUE);
    busy.setAccessibleText(words.text("desktop.places.busy"));
    detail.getStyleClass().add("start-field");
    form.getStyleClass().add("start-pane");
    form.getChildren()
        .addAll(
            choices(all),
            detail,
            teamField,
            field(
                "desktop.places.label",
                label,
                Controls.text(words.text("desktop.places.label-hint"), "quiet")),
            trouble,
            busy);
    asking = List.of(scrolling(), buttons());
    body.getChildren().setAll(asking);
    body.getStyleClass().add("start-field");
    busy.managedProperty().bind(busy.visibleProperty());
    trouble.managedProperty().bind(Bindings.isNotEmpty(trouble.getChildren()));
    sources
        .selectedToggleProperty()
        .subscribe(
            toggle -> {
              if (toggle != null) {
                show(source());
              }
            });
  }

  private FlowPane choices(List<PlaceSource> all) {
    FlowPane choices = new FlowPane();
    choices.getStyleClass().add("place-kinds");
    for (PlaceSource source : all) {
      RadioButton choice = new RadioButton(words.text("desktop.places.kind." + source.key()));
      choice.setGraphic(source.glyph().icon());
      choice.setToggleGroup(sources);
      choice.setUserData(source);
      choice.setId("place-kind-" + source.key());
      choice.setAccessibleText(choice.getText());
      choices.getChildren().add(choice);
    }
    sources.selectToggle(sources.getToggles().getFirst());
    return choices;
  }

  private HBox buttons() {
    Button cancel = Controls.button(words.text("desktop.places.cancel"), this::leave);
    cancel.setId("place-cancel");
    HBox buttons = new HBox(Controls.stretch(), cancel, add);
    buttons.getStyleClass().add("start-buttons");
    return buttons;
  }

  private VBox field(String key, Control field, Node... below) {
    Label name = Controls.text(words.text(key), "strong");
    name.setLabelFor(field);
    field.setAccessibleText(name.getText());
    field.setMaxWidth(Double.MAX_VALUE);
    VBox box = new VBox(name, field);
    box.getChildren().addAll(below);
    box.getStyleClass().add("start-field");
    return box;
  }

  private PlaceSource source() {
    return (PlaceSource) sources.getSelectedToggle().getUserData();
  }

  private void show(PlaceSource source) {
    trouble.getChildren().clear();
    detail.getChildren().setAll(source.form());
    chosen();
  }

  /** Proposes a label for what was chosen, unless the person wrote one. */
  private void chosen() {
    String text = source().proposal();
    if (label.getText().equals(proposed)) {
      label.setText(text);
    }
    proposed = text;
    check();
  }

  private void check() {
    boolean waits = model.stateProperty().get() instanceof AddPlaceModel.State.Busy;
    add.setDisable(
        !source().isChosen()
            || waits
            || team.getValue() == null
            || !Place.isLabel(label.getText().strip()));
  }

  private void add() {
    source().add(label.getText().strip(), team.getValue().id());
  }

  private void follow(AddPlaceModel.State state) {
    boolean waits = state instanceof AddPlaceModel.State.Busy;
    busy.setVisible(waits);
    trouble.getChildren().clear();
    check();
    switch (state) {
      case AddPlaceModel.State.Refused(var failure, Runnable again) ->
          trouble
              .getChildren()
              .setAll(
                  new FailureBox(
                      failure,
                      words,
                      frame.remedies(
                          Map.of(Remedy.RETRY, again, Remedy.RENAME, label::requestFocus),
                          this::leave)));
      case AddPlaceModel.State.SigningIn(var reach, Runnable then) -> {
        // Somebody may have signed in before in this session, which is over.
        signIn.cancel();
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
      }
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
}
