package org.dubbelslot.desktop;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.AnnouncementsView;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.desktop.common.Screen;
import org.dubbelslot.desktop.locks.LocksModel;
import org.dubbelslot.desktop.locks.LocksView;
import org.dubbelslot.desktop.places.NoPlaces;
import org.dubbelslot.desktop.places.PlacesModel;
import org.dubbelslot.desktop.places.PlacesView;
import org.dubbelslot.transfer.Place;

/**
 * The window's content: places on the left, one screen in the middle, transfers and locks below.
 * Before anybody is at work, one screen has all the room.
 */
final class MainView extends BorderPane {
  private static final PseudoClass IN_FRONT = PseudoClass.getPseudoClass("in-front");
  private static final PseudoClass AWAY = PseudoClass.getPseudoClass("away");

  private final Frame frame;
  private final Parts parts;
  private final Screens screens = new Screens();
  private final Screen noPlaces;
  private final Region sidebar;
  private final PlacesView places;
  private final Node below;
  private final HBox status;

  /**
   * What it is made of.
   *
   * @param start for whoever has joined nothing yet
   * @param startInFront whether that has to come before everything else
   * @param unlock for whoever is locked out
   * @param folder the place in front
   * @param others what else the sidebar leads to
   * @param addPlace asks for a new place
   * @param transfers stands above the status bar
   * @param places of the sidebar
   * @param locks of the status bar
   * @param practiceBar says on every screen that nothing here is real, where that is so
   */
  record Parts(
      Screen start,
      ReadOnlyBooleanProperty startInFront,
      Screen unlock,
      Screen folder,
      List<Other> others,
      Runnable addPlace,
      Node transfers,
      PlacesModel places,
      LocksModel locks,
      Optional<Node> practiceBar) {}

  /**
   * One entry of the sidebar.
   *
   * @param concerns whether whoever is at work has anything to do there
   */
  record Other(
      String id, Glyph glyph, String name, Screen screen, ObservableBooleanValue concerns) {
    /** For everybody. */
    Other(String id, Glyph glyph, String name, Screen screen) {
      this(id, glyph, name, screen, new SimpleBooleanProperty(true));
    }
  }

  MainView(Frame frame, Parts parts) {
    this.frame = frame;
    this.parts = parts;
    getStyleClass().add("main");
    noPlaces = new NoPlaces(frame, parts.addPlace());
    places = new PlacesView(frame, parts.places(), this::placeChosen);
    sidebar = sidebar();
    status = status();
    below = new VBox(parts.transfers(), status);
    VBox middle = new VBox();
    parts.practiceBar().ifPresent(middle.getChildren()::add);
    VBox.setVgrow(screens.view(), Priority.ALWAYS);
    middle
        .getChildren()
        .addAll(new AnnouncementsView(frame.announcements(), frame.words()), screens.view());
    // In the order in which Tab goes through them.
    setLeft(sidebar);
    setCenter(middle);
    setBottom(below);
    parts
        .places()
        .frontProperty()
        .subscribe(
            front -> {
              parts.locks().front(front.map(row -> row.place().team()));
              frontChanged();
            });
    frame.desk().stateProperty().subscribe(this::follow);
    parts.startInFront().subscribe(front -> follow(frame.desk().stateProperty().get()));
  }

  /** Does something with the button of each place: lets files be dropped on it. */
  void onPlace(BiConsumer<Node, Place> action) {
    places.onMade(action);
  }

  /** Shows what the sidebar's entry of that id leads to. */
  void show(String id) {
    parts.others().stream()
        .filter(other -> other.id().equals(id))
        .forEach(other -> screens.show(other.screen()));
  }

  /** Which screen is in front. */
  Screens screens() {
    return screens;
  }

  private void follow(Desk.State state) {
    if (parts.startInFront().get()) {
      around(false);
      screens.show(parts.start());
      return;
    }
    switch (state) {
      case Desk.State.Asleep _ -> around(false);
      case Desk.State.NotJoined _ -> {
        around(false);
        screens.show(parts.start());
      }
      case Desk.State.Locked _, Desk.State.Opening _ -> {
        around(false);
        screens.show(parts.unlock());
      }
      case Desk.State.Open _ -> {
        around(true);
        screens.show(placeScreen());
      }
    }
  }

  private Screen placeScreen() {
    return parts.places().frontProperty().get().isPresent() ? parts.folder() : noPlaces;
  }

  /** From elsewhere back to where the person was; once there, to the root. */
  private void placeChosen(boolean already) {
    if (already && screens.frontProperty().get().equals(Optional.of(parts.folder()))) {
      parts.places().again();
    } else {
      screens.show(placeScreen());
    }
  }

  /** The first place was added, or the last one forgotten. */
  private void frontChanged() {
    boolean aboutPlaces =
        screens
            .frontProperty()
            .get()
            .filter(screen -> screen.equals(noPlaces) || screen.equals(parts.folder()))
            .isPresent();
    if (aboutPlaces && frame.desk().workplace().isPresent()) {
      screens.show(placeScreen());
    }
  }

  private void around(boolean atWork) {
    show(sidebar, atWork);
    // Where the start is in front of an open desk, the locks are open all the same.
    show(below, frame.desk().workplace().isPresent());
  }

  private static void show(Node part, boolean visible) {
    part.setVisible(visible);
    part.setManaged(visible);
  }

  private Region sidebar() {
    Label brand = new Label(frame.words().text("desktop.window.title"));
    brand.getStyleClass().addAll("title", "brand");
    Label heading = new Label(frame.words().text("desktop.window.places"));
    heading.getStyleClass().addAll("quiet", "sidebar-heading");
    Button add =
        Controls.button(
            Glyph.ADD, frame.words().text("desktop.window.add-place"), parts.addPlace());
    add.setId("add-place");
    add.getStyleClass().addAll("flat", "sidebar-entry");
    add.setMaxWidth(Double.MAX_VALUE);
    ScrollPane scroll = new ScrollPane(new VBox(places, add));
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("sidebar-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox others = new VBox();
    parts.others().forEach(other -> others.getChildren().add(entry(other)));
    // One entry is in front at a time: a place only as long as it is shown.
    screens
        .frontProperty()
        .subscribe(
            front ->
                places.pseudoClassStateChanged(
                    AWAY,
                    parts.others().stream()
                        .map(Other::screen)
                        .anyMatch(screen -> front.equals(Optional.of(screen)))));
    VBox bar = new VBox(brand, heading, scroll, others);
    bar.getStyleClass().add("sidebar");
    return bar;
  }

  private Button entry(Other other) {
    Button button =
        Controls.button(other.glyph(), other.name(), () -> screens.show(other.screen()));
    button.setId(other.id());
    button.getStyleClass().addAll("flat", "sidebar-entry");
    button.setMaxWidth(Double.MAX_VALUE);
    button.visibleProperty().bind(other.concerns());
    button.managedProperty().bind(other.concerns());
    screens
        .frontProperty()
        .subscribe(
            front ->
                button.pseudoClassStateChanged(
                    IN_FRONT, front.filter(other.screen()::equals).isPresent()));
    return button;
  }

  private HBox status() {
    Button lock =
        Controls.button(
            Glyph.LOCK, frame.words().text("desktop.window.lock"), () -> frame.desk().lock());
    lock.setId("lock-now");
    lock.getStyleClass().add("flat");
    HBox bar = new HBox(new LocksView(frame, parts.locks()), Controls.stretch(), lock);
    bar.getStyleClass().add("status");
    return bar;
  }
}
