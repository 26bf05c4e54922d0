package org.dubbelslot.desktop.folder;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlaceWalk;
import org.dubbelslot.transfer.SearchIndex.Hit;
import org.dubbelslot.words.Failure;

/**
 * A search by true name across one place. What is known already is found at once, while all folders
 * are gone through anew. For the screen's thread.
 */
final class SearchModel {
  private static final int MOST = 500;
  private static final int FOLDERS = 25;

  private final Desk desk;
  private final Background background;
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<Hit>> hits = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Failure>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper walking = new ReadOnlyBooleanWrapper();
  private Optional<Place> place = Optional.empty();
  private Background.Running walk = () -> {};
  private Background.Running query = () -> {};
  private long begun;

  SearchModel(Desk desk, Background background) {
    this.desk = desk;
    this.background = background;
    text.addListener((property, before, now) -> ask());
  }

  /** What is looked for. */
  StringProperty text() {
    return text;
  }

  ReadOnlyObjectProperty<List<Hit>> hits() {
    return hits.getReadOnlyProperty();
  }

  /** Whether folders are still gone through. */
  ReadOnlyBooleanProperty walking() {
    return walking.getReadOnlyProperty();
  }

  /** Why not all folders could be gone through. */
  ReadOnlyObjectProperty<Optional<Failure>> failure() {
    return failure.getReadOnlyProperty();
  }

  /** Begins to search in a place. */
  void begin(Place in) {
    end();
    place = Optional.of(in);
    walking.set(true);
    long mine = begun;
    walk =
        desk.run(
            workplace -> {
              int[] learnt = {0};
              new PlaceWalk(in, workplace.reading(in), workplace.searchIndex())
                  .run(
                      () -> {
                        learnt[0]++;
                        if (learnt[0] % FOLDERS == 0) {
                          background.onScreen(() -> askAgain(mine));
                        }
                      });
              return in;
            },
            done -> {
              walking.set(false);
              askAgain(mine);
            },
            failed -> {
              walking.set(false);
              failure.set(Optional.of(failed));
              askAgain(mine);
            });
    ask();
  }

  /** Stops searching. */
  void end() {
    begun++;
    walk.cancel();
    query.cancel();
    walking.set(false);
    place = Optional.empty();
    hits.set(List.of());
    failure.set(Optional.empty());
  }

  private void askAgain(long mine) {
    if (mine == begun) {
      ask();
    }
  }

  private void ask() {
    query.cancel();
    String wanted = text.get().strip();
    if (place.isEmpty() || wanted.isEmpty()) {
      hits.set(List.of());
      return;
    }
    Place in = place.get();
    query =
        desk.run(
            workplace ->
                workplace
                    .searchIndex()
                    .search(in, workplace.reading(in).root().item().id(), wanted, MOST),
            hits::set,
            failed -> failure.set(Optional.of(failed)));
  }
}
