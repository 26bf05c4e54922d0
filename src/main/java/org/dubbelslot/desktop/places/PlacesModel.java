package org.dubbelslot.desktop.places;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.workplace.Workplace;

/** The person's places, and which one is in front. */
public final class PlacesModel {
  private final Frame frame;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();

  /** Held, because a list that nobody holds forgets its listeners. */
  private final ObservableList<Row> seen = FXCollections.unmodifiableObservableList(rows);

  private final ObjectProperty<Optional<Row>> front = new SimpleObjectProperty<>(Optional.empty());
  private Consumer<Row> again = row -> {};

  /**
   * A place with what is shown of it.
   *
   * @param place itself
   * @param teamName whose lock it uses
   */
  public record Row(Place place, String teamName) {}

  /** Reads the places whenever the desk opens. */
  public PlacesModel(Frame frame) {
    this.frame = frame;
    frame.desk().stateProperty().subscribe(this::follow);
  }

  /** All places, in the order in which they were added. */
  public ObservableList<Row> rows() {
    return seen;
  }

  /** The one in front; empty while none is. */
  public ObjectProperty<Optional<Row>> frontProperty() {
    return front;
  }

  /** Has {@code listener} told of the place in front, when it is to begin anew at its root. */
  public void onAgain(Consumer<Row> listener) {
    again = listener;
  }

  /** The person wants to see the place in front from its root. */
  public void again() {
    front.get().ifPresent(again);
  }

  /** Reads the list anew. */
  public void refresh() {
    frame.desk().run(PlacesModel::read, this::show, frame::fail);
  }

  /** Shows a place under another label; its name on the command line stays. */
  public void label(Place place, String label) {
    frame
        .desk()
        .run(
            workplace -> {
              workplace.places().replace(place.labelled(label));
              return read(workplace);
            },
            this::show,
            frame::fail);
  }

  /** Forgets a place; its files stay where they are. */
  public void remove(Place place) {
    frame
        .desk()
        .run(
            workplace -> {
              workplace.places().remove(place.name());
              return read(workplace);
            },
            this::show,
            frame::fail);
  }

  private void follow(Desk.State state) {
    if (state instanceof Desk.State.Open) {
      refresh();
    } else {
      front.set(Optional.empty());
      rows.clear();
    }
  }

  private static List<Row> read(Workplace workplace) throws Exception {
    List<Row> found = new ArrayList<>();
    for (Place place : workplace.places().all()) {
      found.add(new Row(place, workplace.teamName(place.team())));
    }
    return found;
  }

  private void show(List<Row> found) {
    Optional<String> before = front.get().map(row -> row.place().name());
    rows.setAll(found);
    front.set(
        before
            .flatMap(
                name -> rows.stream().filter(row -> row.place().name().equals(name)).findFirst())
            .or(() -> rows.stream().findFirst()));
  }
}
