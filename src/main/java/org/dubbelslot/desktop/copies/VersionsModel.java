package org.dubbelslot.desktop.copies;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.drive.EarlierVersions.Version;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Versions;
import org.dubbelslot.words.Failure;

/**
 * What a file was before: listed, opened to be looked at, brought back. For the screen's thread.
 */
public final class VersionsModel {
  private final Frame frame;
  private final CopiesModel copies;
  private final Place place;
  private final Entry.SealedFile file;
  private final Optional<Failure> why;
  private final Runnable restored;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Loading());

  /** How far it is. */
  public sealed interface State {
    /** The drive is being asked. */
    record Loading() implements State {}

    /** What there is, newest first; the first is what the file holds now. */
    record Listed(List<Version> versions) implements State {}

    /** One is being opened or brought back. */
    record Working(List<Version> versions) implements State {}

    /** It went wrong; what was listed before still is. */
    record Failed(Failure why, List<Version> versions) implements State {}

    /** One was brought back: there is nothing more to do. */
    record Restored() implements State {}
  }

  /**
   * Of one file; begins to list at once.
   *
   * @param why what the person was told that led them here, if anything
   * @param restored called when the file has become another one
   */
  public VersionsModel(
      Frame frame,
      CopiesModel copies,
      Place place,
      Entry.SealedFile file,
      Optional<Failure> why,
      Runnable restored) {
    this.frame = frame;
    this.copies = copies;
    this.place = place;
    this.file = file;
    this.why = why;
    this.restored = restored;
    load();
  }

  /** Asks the drive. */
  public void load() {
    state.set(new State.Loading());
    frame
        .desk()
        .run(
            workplace -> new Versions(workplace.reading(place)).of(file),
            versions -> state.set(new State.Listed(versions)),
            failure -> state.set(new State.Failed(failure, List.of())));
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The file's true name. */
  public String name() {
    return file.name();
  }

  /** What led here. */
  public Optional<Failure> why() {
    return why;
  }

  /** Has its program show a version, verified, in a copy that cannot be written. */
  public void open(Version version) {
    List<Version> listed = listed();
    state.set(new State.Working(listed));
    copies.run(
        open -> open.openVersion(place, file, version),
        opened -> state.set(new State.Listed(listed)),
        failure -> state.set(new State.Failed(failure, listed)));
  }

  /** Makes a version the newest again; what is there now stays among the earlier ones. */
  public void restore(Version version) {
    List<Version> listed = listed();
    state.set(new State.Working(listed));
    frame
        .desk()
        .run(
            workplace ->
                new Versions(workplace.trees().writing(place.name())).restore(file, version),
            done -> {
              frame
                  .announcements()
                  .tell(
                      frame
                          .words()
                          .text("desktop.versions.restored", file.name(), done.was(), done.now()));
              state.set(new State.Restored());
              restored.run();
            },
            failure -> state.set(new State.Failed(failure, listed)));
  }

  private List<Version> listed() {
    return switch (state.get()) {
      case State.Listed(var versions) -> versions;
      case State.Working(var versions) -> versions;
      case State.Failed(_, var versions) -> versions;
      case State.Loading _, State.Restored _ -> List.of();
    };
  }
}
