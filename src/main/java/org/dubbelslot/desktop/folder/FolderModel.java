package org.dubbelslot.desktop.folder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Workplace;

/**
 * The folder that is shown. It is listed away from the screen's thread. For the screen's thread.
 */
final class FolderModel {
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(15);

  /** A listing that takes long is not asked for all the time. */
  private static final int REST = 20;

  private final Desk desk;
  private final Background background;
  private final Words words;
  private final Later later;
  private final ReadOnlyObjectWrapper<Optional<Where>> where =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Shown> state =
      new ReadOnlyObjectWrapper<>(new Shown.Nothing());
  private final ReadOnlyObjectWrapper<Optional<Failure>> stale =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> wanted =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ArrangedRows rows;
  private Background.Running listing = () -> {};
  private Runnable tick = () -> {};
  private Runnable again = () -> {};
  private boolean watched;
  private boolean underWay;
  private boolean onceMore;
  private long asked;

  FolderModel(Desk desk, Background background, Words words, Later later) {
    this.desk = desk;
    this.background = background;
    this.words = words;
    this.later = later;
    this.rows = new ArrangedRows(background);
  }

  /** What a listing brought, and how long that took. */
  private record Result(
      Where where,
      List<FolderRow> rows,
      Optional<String> select,
      long nanos,
      Optional<Failure> outOfDate) {}

  /** Which folder is shown. */
  ReadOnlyObjectProperty<Optional<Where>> where() {
    return where.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Shown> state() {
    return state.getReadOnlyProperty();
  }

  /** What is shown, filtered and in order. */
  ReadOnlyObjectProperty<List<FolderRow>> rows() {
    return rows.shown();
  }

  /** Why the rows may be out of date. */
  ReadOnlyObjectProperty<Optional<Failure>> stale() {
    return stale.getReadOnlyProperty();
  }

  /** The item that somebody wants to see selected. */
  ReadOnlyObjectProperty<Optional<String>> wanted() {
    return wanted.getReadOnlyProperty();
  }

  /** Somebody wants to see an item selected. */
  void want(String id) {
    wanted.set(Optional.of(id));
  }

  /** It is selected now. */
  void found() {
    wanted.set(Optional.empty());
  }

  /** Part of the names that are shown. */
  StringProperty filter() {
    return rows.filter();
  }

  ObjectProperty<FolderOrder> order() {
    return rows.order();
  }

  /** How many items the folder has, filtered out or not. */
  int size() {
    return rows.size();
  }

  /** Shows the root of a place. */
  void open(Place place) {
    open(place, List.of());
  }

  /** Shows a folder by true names from the place's root; of a file, the folder that holds it. */
  void open(Place place, List<String> names) {
    rows.filter().set("");
    begin(Optional.empty());
    again = () -> open(place, names);
    list((workplace, lists) -> find(lists.tree(), place, names), place, true, false);
  }

  /** Shows a folder by true names, with an item selected. */
  void open(Place place, List<String> names, String select) {
    rows.filter().set("");
    begin(Optional.empty());
    again = () -> open(place, names, select);
    list(
        (workplace, lists) ->
            new Found(find(lists.tree(), place, names).where(), Optional.of(select)),
        place,
        true,
        false);
  }

  /** Shows a folder that is known. */
  void go(Where to) {
    go(to, Optional.empty());
  }

  /** As above, with an item selected. */
  void go(Where to, Optional<String> select) {
    rows.filter().set("");
    begin(Optional.of(to));
    again = () -> go(to, select);
    list((workplace, lists) -> new Found(to, select), to.place(), true, false);
  }

  /** Shows the folder that holds this one, which is selected there. */
  void up() {
    where
        .get()
        .ifPresent(now -> now.up().ifPresent(up -> go(up, Optional.of(now.folder().item().id()))));
  }

  /** Asks the drive what others changed, and lists anew. */
  void refresh() {
    relist(true, false);
  }

  /** Lists anew after something was done here; {@code select} is selected then. */
  void changed(Optional<String> select) {
    select.ifPresent(id -> wanted.set(Optional.of(id)));
    relist(false, false);
  }

  /** What was in vain, once more. */
  void retry() {
    again.run();
  }

  /** Whether anybody looks at it: only then is the drive asked now and then. */
  void watch(boolean looks) {
    watched = looks;
    tick.run();
    tick = () -> {};
    if (looks && where.get().isPresent() && !(state.get() instanceof Shown.Loading)) {
      relist(true, true);
    }
  }

  /** Shows nothing any more: it was locked, or the place is gone. */
  void clear() {
    begin(Optional.empty());
    again = () -> {};
    state.set(new Shown.Nothing());
  }

  /** It was locked: nothing is shown, and nothing waits to be deleted any more. */
  void locked() {
    rows.hideNone();
    clear();
  }

  /** Leaves items out that are about to be deleted. */
  void hide(Set<String> ids) {
    rows.hide(ids);
  }

  /** Shows items again that are not deleted after all. */
  void unhide(Set<String> ids) {
    rows.unhide(ids);
  }

  /** Forgets items that are gone. */
  void forget(Set<String> ids) {
    rows.forget(ids);
  }

  /** Where a listing is to be made, and what is to be selected there. */
  private record Found(Where where, Optional<String> select) {}

  @FunctionalInterface
  private interface Finding {
    Found find(Workplace workplace, FolderListing lists) throws Exception;
  }

  private static Found find(SealedTree tree, Place place, List<String> names) throws Exception {
    Where at = new Where(place, List.of(tree.root()));
    PlacePath path = new PlacePath(place.name(), names);
    for (String name : path.names()) {
      Entry entry = tree.find(at.folder(), name).orElseThrow(DriveException.NotFound::new);
      if (!(entry instanceof Entry.Folder folder)) {
        return new Found(at, Optional.of(entry.item().id()));
      }
      at = at.in(folder);
    }
    return new Found(at, Optional.empty());
  }

  private void begin(Optional<Where> to) {
    listing.cancel();
    underWay = false;
    onceMore = false;
    tick.run();
    asked++;
    // First of all, so that nobody takes the folder for empty.
    state.set(new Shown.Loading());
    rows.clear();
    wanted.set(Optional.empty());
    stale.set(Optional.empty());
    where.set(to);
  }

  private void relist(boolean fresh, boolean quietly) {
    if (underWay && !fresh) {
      // Broken off for each of many changes, it would never end.
      onceMore = true;
      return;
    }
    where
        .get()
        .ifPresent(
            now -> {
              listing.cancel();
              tick.run();
              asked++;
              boolean anew = !(state.get() instanceof Shown.Listed);
              if (anew) {
                state.set(new Shown.Loading());
              }
              again = this::refresh;
              list(
                  (workplace, lists) -> {
                    if (fresh) {
                      workplace.listAnew(now.place());
                    }
                    return new Found(now, Optional.empty());
                  },
                  now.place(),
                  anew,
                  quietly);
            });
  }

  private void list(Finding finding, Place place, boolean asItComes, boolean quietly) {
    long mine = asked;
    Consumer<Result> some =
        result -> {
          if (mine == asked) {
            take(result, false);
          }
        };
    underWay = true;
    listing =
        desk.run(
            workplace -> {
              long begun = System.nanoTime();
              FolderListing lists = new FolderListing(workplace, place, words);
              Found found = finding.find(workplace, lists);
              List<FolderRow> listed =
                  lists.rows(
                      found.where().folder(),
                      part -> {
                        if (asItComes) {
                          Result partial =
                              new Result(found.where(), part, found.select(), 0, Optional.empty());
                          background.onScreen(() -> some.accept(partial));
                        }
                      });
              workplace
                  .searchIndex()
                  .learn(
                      place,
                      found.where().folder(),
                      listed.stream().map(FolderRow::entry).toList());
              return new Result(
                  found.where(),
                  listed,
                  found.select(),
                  System.nanoTime() - begun,
                  workplace.outOfDate(place).map(desk::describe));
            },
            result -> {
              if (mine == asked) {
                take(result, true);
                stale.set(result.outOfDate());
                rest(result.nanos());
                underWay = false;
                if (onceMore) {
                  onceMore = false;
                  relist(false, true);
                }
              }
            },
            failure -> {
              if (mine == asked) {
                underWay = false;
                onceMore = false;
                fail(failure, quietly);
              }
            });
  }

  private void take(Result result, boolean complete) {
    where.set(Optional.of(result.where()));
    result.select().ifPresent(id -> wanted.set(Optional.of(id)));
    // Before the state, so that nobody takes the folder for empty.
    rows.set(result.rows());
    state.set(new Shown.Listed(complete));
  }

  private void fail(Failure failure, boolean quietly) {
    boolean gone =
        failure.code() == FailureCode.ITEM_NOT_FOUND
            && where.get().filter(now -> now.up().isPresent()).isPresent();
    if (gone) {
      state.set(new Shown.Gone());
      rows.clear();
    } else if (quietly && state.get() instanceof Shown.Listed) {
      stale.set(Optional.of(failure));
      rest(0);
    } else {
      state.set(new Shown.Failed(failure));
      rows.clear();
    }
  }

  private void rest(long nanos) {
    tick.run();
    if (watched) {
      Duration took = Duration.ofNanos(nanos).multipliedBy(REST);
      tick =
          later.after(
              took.compareTo(NOW_AND_THEN) > 0 ? took : NOW_AND_THEN, () -> relist(true, true));
    }
  }
}
