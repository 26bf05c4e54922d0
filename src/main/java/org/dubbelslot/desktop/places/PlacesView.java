package org.dubbelslot.desktop.places;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.transfer.Place;

/** The places in the sidebar: each a button with its team's name under its own. */
public final class PlacesView extends VBox {
  private static final PseudoClass IN_FRONT = PseudoClass.getPseudoClass("in-front");

  private final Frame frame;
  private final PlacesModel model;
  private final Consumer<Boolean> chosen;
  private BiConsumer<Node, Place> made = (button, place) -> {};

  /**
   * Follows {@code model}.
   *
   * @param chosen is told after the person put a place in front whether it was there already
   */
  public PlacesView(Frame frame, PlacesModel model, Consumer<Boolean> chosen) {
    this.frame = frame;
    this.model = model;
    this.chosen = chosen;
    getStyleClass().add("places");
    model.rows().addListener((ListChangeListener<PlacesModel.Row>) change -> fill());
    model.frontProperty().subscribe(front -> fill());
  }

  /** Does something with each place's button, now and when others come. */
  public void onMade(BiConsumer<Node, Place> action) {
    made = action;
    fill();
  }

  private void fill() {
    getChildren().setAll(model.rows().stream().map(this::button).toList());
  }

  private Button button(PlacesModel.Row row) {
    Label name = new Label(row.place().shown());
    name.getStyleClass().add("strong");
    Label team = new Label(frame.words().text("desktop.places.team", row.teamName()));
    team.getStyleClass().add("quiet");
    HBox content = new HBox(glyph(row.place()).icon(), new VBox(name, team));
    content.getStyleClass().add("place-content");
    Button button = new Button();
    button.setGraphic(content);
    button.getStyleClass().add("place");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setId("place-" + row.place().name());
    boolean inFront = model.frontProperty().get().equals(Optional.of(row));
    button.pseudoClassStateChanged(IN_FRONT, inFront);
    button.setTooltip(new Tooltip(row.place().shown()));
    button.setAccessibleText(
        frame.words().text("desktop.places.place", row.place().shown(), row.teamName()));
    button.setOnAction(
        pressed -> {
          boolean already = model.frontProperty().get().equals(Optional.of(row));
          model.frontProperty().set(Optional.of(row));
          chosen.accept(already);
        });
    made.accept(button, row.place());
    PlaceMenu menu = new PlaceMenu(frame, model);
    button.setContextMenu(menu.of(row.place()));
    button.setOnKeyPressed(
        key -> {
          switch (key.getCode()) {
            case F2 -> menu.rename(row.place());
            case DELETE -> menu.remove(row.place());
            default -> {
              return;
            }
          }
          key.consume();
        });
    return button;
  }

  private static Glyph glyph(Place place) {
    return switch (place.location()) {
      case Place.Location.Folder _ -> Glyph.THIS_COMPUTER;
      case Place.Location.MyDrive _ -> Glyph.ONEDRIVE;
      case Place.Location.Link _ -> Glyph.LIBRARY;
    };
  }
}
