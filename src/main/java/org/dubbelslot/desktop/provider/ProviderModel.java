package org.dubbelslot.desktop.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.inspect.Sight;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;
import org.dubbelslot.drive.Provider;
import org.dubbelslot.transfer.FromOutside;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Failure;
import org.dubbelslot.workplace.Workplace;

/**
 * A folder exactly as its provider has it: asked of the drive itself, never of the copy of its
 * listing that this computer keeps, and never with a key. For the screen's thread.
 */
public final class ProviderModel {
  /** What a listing from a disk is handed over in. */
  private static final int PART = 200;

  private final Frame frame;
  private final ObservableList<Provider.Seen> rows = FXCollections.observableArrayList();

  /** Held, because a list that nobody holds forgets its listeners. */
  private final ObservableList<Provider.Seen> shown =
      FXCollections.unmodifiableObservableList(rows);

  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new State.Empty());
  private final ObjectProperty<Optional<String>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Look> look = new ReadOnlyObjectWrapper<>(new Look.Nothing());
  private Optional<Asked> asked = Optional.empty();
  private Background.Running listing = () -> {};
  private Background.Running looking = () -> {};
  private int turn;

  /** What was asked for last. */
  private record Asked(Place place, DriveItem folder) {}

  /** How far the listing is. */
  public sealed interface State {
    /** No folder was asked for, or the keys are locked. */
    record Empty() implements State {}

    /** Rows come. */
    record Listing() implements State {}

    /** All rows are there. */
    record Listed() implements State {}

    /** The rest of the rows could not be had. */
    record Failed(Failure failure) implements State {}
  }

  /** What is known of the selected item. */
  public sealed interface Look {
    /** Nothing is selected. */
    record Nothing() implements Look {}

    /** A folder, of which there is no more than its row. */
    record Folder(Provider.Seen seen) implements Look {}

    /** A file whose first kilobyte is being fetched. */
    record Looking(Provider.Seen seen) implements Look {}

    /**
     * A file.
     *
     * @param sight what its head tells
     * @param start its first kilobyte, exactly as the provider gave it
     */
    record File(Provider.Seen seen, Sight sight, byte[] start) implements Look {}

    /** A file that could not be read. */
    record Failed(Provider.Seen seen, Failure failure) implements Look {}
  }

  /** A model that shows nothing yet, and nothing while the desk is locked. */
  public ProviderModel(Frame frame) {
    this.frame = frame;
    selected.subscribe(id -> look());
    frame.desk().stateProperty().subscribe(this::follow);
  }

  /** The folder's items as far as they have come, in the provider's order. */
  public ObservableList<Provider.Seen> rows() {
    return shown;
  }

  /** How far the listing is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /**
   * The id of the item that is selected; follows, and is followed by, whatever shows the folder.
   */
  public ObjectProperty<Optional<String>> selectedProperty() {
    return selected;
  }

  /** What is known of the selected item. */
  public ReadOnlyObjectProperty<Look> lookProperty() {
    return look.getReadOnlyProperty();
  }

  /** Asks the drive of {@code place} what it holds in {@code folder}. */
  public void show(Place place, DriveItem folder) {
    asked = Optional.of(new Asked(place, folder));
    refresh();
  }

  /** Shows nothing any more: no folder is shown, or the keys are locked. */
  public void clear() {
    turn++;
    listing.cancel();
    rows.clear();
    asked = Optional.empty();
    state.set(new State.Empty());
    selected.set(Optional.empty());
    look();
  }

  /** Asks anew. */
  public void refresh() {
    if (asked.isEmpty()) {
      return;
    }
    Asked now = asked.get();
    int mine = ++turn;
    listing.cancel();
    rows.clear();
    state.set(new State.Listing());
    listing =
        frame
            .desk()
            .run(
                workplace -> {
                  list(workplace.drive(now.place()), now.folder(), mine);
                  return null;
                },
                done -> ended(mine, new State.Listed()),
                failure -> ended(mine, new State.Failed(failure)));
  }

  private void list(Drive drive, DriveItem folder, int mine) throws Exception {
    Provider.Part part =
        items ->
            frame
                .background()
                .onScreen(
                    () -> {
                      if (mine == turn) {
                        rows.addAll(items);
                        look();
                      }
                    });
    Optional<Provider> provider = drive.provider();
    if (provider.isPresent()) {
      provider.get().list(folder.id(), part);
      return;
    }
    List<Provider.Seen> found = new ArrayList<>();
    DriveItems items = drive.list(folder.id());
    for (Optional<DriveItem> item = items.next(); item.isPresent(); item = items.next()) {
      found.add(Provider.Seen.of(item.get()));
      if (found.size() == PART) {
        part.found(List.copyOf(found));
        found.clear();
      }
    }
    part.found(List.copyOf(found));
  }

  private void ended(int mine, State how) {
    if (mine == turn) {
      state.set(how);
      look();
    }
  }

  private void follow(Desk.State desk) {
    if (!(desk instanceof Desk.State.Open)) {
      clear();
    }
  }

  private void look() {
    Optional<Provider.Seen> found =
        selected
            .get()
            .flatMap(id -> rows.stream().filter(row -> row.item().id().equals(id)).findFirst());
    if (found.isEmpty() || asked.isEmpty()) {
      looking.cancel();
      look.set(new Look.Nothing());
      return;
    }
    Provider.Seen seen = found.get();
    if (seen(look.get()).equals(found)) {
      return;
    }
    looking.cancel();
    if (seen.item().folder()) {
      look.set(new Look.Folder(seen));
      return;
    }
    look.set(new Look.Looking(seen));
    Place place = asked.get().place();
    looking =
        frame
            .desk()
            .run(
                workplace -> file(workplace, place, seen),
                this::looked,
                failure -> looked(new Look.Failed(seen, failure)));
  }

  private static Look file(Workplace workplace, Place place, Provider.Seen seen) throws Exception {
    FromOutside file = FromOutside.of(workplace.drive(place), seen.item());
    return new Look.File(seen, Sight.of(file, file.start()), file.start());
  }

  /** A slow drive must not put an earlier file over a later one. */
  private void looked(Look found) {
    if (look.get() instanceof Look.Looking waiting
        && seen(found).equals(Optional.of(waiting.seen()))) {
      look.set(found);
    }
  }

  private static Optional<Provider.Seen> seen(Look look) {
    return switch (look) {
      case Look.Nothing _ -> Optional.empty();
      case Look.Folder(var seen) -> Optional.of(seen);
      case Look.Looking(var seen) -> Optional.of(seen);
      case Look.File(var seen, _, _) -> Optional.of(seen);
      case Look.Failed(var seen, _) -> Optional.of(seen);
    };
  }
}
