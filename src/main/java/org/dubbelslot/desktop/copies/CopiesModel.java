package org.dubbelslot.desktop.copies;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dubbelslot.desktop.common.Announcements.Offer;
import org.dubbelslot.desktop.common.CopiesChoice;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Workplace;
import org.dubbelslot.workplace.copies.Copy;
import org.dubbelslot.workplace.copies.CopyEvent;
import org.dubbelslot.workplace.copies.CopyListener;
import org.dubbelslot.workplace.copies.CopyPlaces;
import org.dubbelslot.workplace.copies.Surroundings;
import org.dubbelslot.workplace.copies.WorkingCopies;

/**
 * The copies that other programs have, as long as the desk is open. They begin with an unlock,
 * which also takes up what an earlier run left, and are gone before a lock takes the keys. For the
 * screen's thread.
 */
public final class CopiesModel {
  private final Frame frame;
  private final BiFunction<Clock, Words, Surroundings> surroundings;
  private final ObservableList<Copy> copies = FXCollections.observableArrayList();

  /** Held here: it hears of changes only as long as somebody does. */
  private final ObservableList<Copy> shown = FXCollections.unmodifiableObservableList(copies);

  private final ReadOnlyBooleanWrapper neutralNames = new ReadOnlyBooleanWrapper();
  private final Session session = new Session();

  /** What came about during a lock or before an unlock: it names files, and is told when open. */
  private final List<CopyEvent> untold = new ArrayList<>();

  /** Of whoever is at work in the window of {@code frame}, in surroundings for clock and words. */
  public CopiesModel(Frame frame, BiFunction<Clock, Words, Surroundings> surroundings) {
    this.frame = frame;
    this.surroundings = surroundings;
    frame.desk().beforeLock(session::close);
    frame.desk().stateProperty().addListener((seen, before, now) -> follow(now));
    frame
        .background()
        .run(
            () -> WorkingCopies.sweepLeftovers(places()),
            left -> {},
            e -> frame.fail(frame.desk().describe(e)));
    follow(frame.desk().stateProperty().get());
  }

  private CopyPlaces places() {
    return new CopiesChoice(frame.settings()).places(frame.desk().services().home());
  }

  private void follow(Desk.State state) {
    if (state instanceof Desk.State.Open) {
      List<CopyEvent> waited = List.copyOf(untold);
      untold.clear();
      waited.forEach(this::tell);
      frame
          .desk()
          .run(
              workplace -> {
                session.of(workplace).recover();
                return workplace.policy().neutralCopyNames();
              },
              neutralNames::set,
              frame::fail);
    } else {
      copies.clear();
    }
  }

  /** What there is, in the order in which it came to be. */
  public ObservableList<Copy> copies() {
    return shown;
  }

  /** Whether copies bear neutral names, because the organisation or the person decided so. */
  public ReadOnlyBooleanProperty neutralNamesProperty() {
    return neutralNames.getReadOnlyProperty();
  }

  /** Something that is asked of the copies; runs away from the screen's thread. */
  @FunctionalInterface
  interface Work<T> {
    T at(WorkingCopies copies) throws Exception;
  }

  /** Asks it, while the desk is open. */
  <T> void run(Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
    frame.desk().run(workplace -> work.at(session.of(workplace)), done, failed);
  }

  /** As above, with a failure that names what it is about where it knows no more of it. */
  <T> void run(String about, Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
    AtomicReference<Exception> thrown = new AtomicReference<>();
    run(
        open -> {
          try {
            return work.at(open);
          } catch (Exception e) {
            thrown.set(e);
            throw e;
          }
        },
        done,
        failure ->
            failed.accept(
                Optional.ofNullable(thrown.get())
                    .map(e -> new Failures(frame.words()).describe(e, Optional.of(about)))
                    .orElse(failure)));
  }

  /**
   * Opens a file for another program to take away, from a copy that is removed like all others. Not
   * for the screen's thread.
   *
   * @return where it lies
   */
  public Path handOut(Place place, Entry.SealedFile file) throws Exception {
    Workplace workplace =
        frame.desk().workplace().orElseThrow(KeyStoreException.PassphraseNeeded::new);
    return session.of(workplace).handOut(place, file);
  }

  /** Brings back now what was written. */
  public void saveNow(Copy copy) {
    run(
        open -> {
          open.saveNow(copy.id());
          return null;
        },
        done -> {},
        frame::fail);
  }

  /** The person is done with a copy. */
  public void done(Copy copy) {
    done(copy, false);
  }

  /** {@code evenIfOpen}: also when another program still has it open. */
  private void done(Copy copy, boolean evenIfOpen) {
    run(
        open -> open.done(copy.id(), evenIfOpen),
        gone -> {},
        failure -> {
          if (failure.code() == FailureCode.COPY_STILL_OPEN) {
            frame
                .announcements()
                .tell(
                    text("desktop.copies.still-open", copy.name()),
                    new Offer(text("desktop.copies.remove-anyway"), () -> done(copy, true)));
          } else {
            frame.announcements().fail(failure, FailureBox.again(() -> done(copy)));
          }
        });
  }

  private String text(String key, Object... arguments) {
    return frame.words().text(key, arguments);
  }

  private void told(CopyEvent event) {
    if (frame.desk().workplace().isPresent()) {
      tell(event);
    } else {
      untold.add(event);
    }
  }

  private void tell(CopyEvent event) {
    switch (event) {
      case CopyEvent.KeptBoth(String name, String ours) ->
          frame.announcements().tell(text("desktop.copies.kept-both", name, ours));
      case CopyEvent.PutBeside(String name) ->
          frame.announcements().tell(text("desktop.copies.put-beside", name));
      case CopyEvent.Recovered(String name) ->
          frame.announcements().tell(text("desktop.copies.recovered", name));
      case CopyEvent.KeptForLater(String name) ->
          frame.announcements().tell(text("desktop.copies.kept-for-later", name));
      case CopyEvent.Trouble(Failure why) -> frame.fail(why);
    }
  }

  /** The copies of the workplace that is open; asked by any thread. */
  private final class Session implements CopyListener {
    private Optional<WorkingCopies> current = Optional.empty();
    private Optional<Workplace> owner = Optional.empty();

    synchronized WorkingCopies of(Workplace workplace) throws Exception {
      if (owner.isEmpty() || owner.get() != workplace) {
        close();
        Surroundings around = surroundings.apply(frame.desk().services().clock(), frame.words());
        current = Optional.of(new WorkingCopies(workplace, places(), around, this));
        owner = Optional.of(workplace);
      }
      return current.orElseThrow(() -> new IllegalStateException("locked"));
    }

    synchronized void close() {
      if (current.isPresent()) {
        WorkingCopies closing = current.get();
        current = Optional.empty();
        closing.close();
      }
    }

    @Override
    public void changed(List<Copy> now) {
      frame.background().onScreen(() -> show(now));
    }

    @Override
    public void told(CopyEvent event) {
      frame.background().onScreen(() -> CopiesModel.this.told(event));
    }
  }

  private void show(List<Copy> now) {
    if (frame.desk().workplace().isPresent()) {
      copies.setAll(now);
    }
  }
}
