package org.dubbelslot.desktop.copies;

import java.util.Map;
import java.util.Optional;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.FailureCode;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Remedy;

/**
 * What a person can do with a file of a place beside carrying it about. What goes wrong is
 * announced, with the button that helps. For the screen's thread.
 */
public final class CopyActions {
  private static final Getter.Options STRICT =
      new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false);

  private final Frame frame;
  private final CopiesModel copies;
  private final PreviewModel preview;
  private final Runnable placeChanged;

  /**
   * For one window.
   *
   * @param placeChanged called when a file of the place that is shown became another
   */
  public CopyActions(Frame frame, CopiesModel copies, PreviewModel preview, Runnable placeChanged) {
    this.frame = frame;
    this.copies = copies;
    this.preview = preview;
    this.placeChanged = placeChanged;
  }

  /** Has the program of its kind show a file, which it cannot change. */
  public void open(Place place, Entry entry) {
    give(place, entry, STRICT, false);
  }

  /** Has the program of its kind edit a file; what is saved goes back by itself. */
  public void edit(Place place, Entry entry) {
    give(place, entry, STRICT, true);
  }

  private void give(Place place, Entry entry, Getter.Options options, boolean edit) {
    Optional<Entry.SealedFile> file = sealed(entry);
    if (file.isEmpty()) {
      return;
    }
    copies.run(
        entry.name(),
        open ->
            edit ? open.edit(place, file.get(), options) : open.open(place, file.get(), options),
        given -> {},
        failure ->
            frame
                .announcements()
                .fail(
                    failure,
                    Map.of(
                        Remedy.RETRY,
                        () -> give(place, entry, options, edit),
                        Remedy.SIGN_IN,
                        () -> give(place, entry, options, edit),
                        Remedy.OPEN_ANYWAY,
                        () -> give(place, entry, accepting(failure, options), edit),
                        Remedy.SHOW_VERSIONS,
                        () -> versions(place, entry, Optional.of(failure)))));
  }

  /** What the person accepts, who was told of that failure. */
  private static Getter.Options accepting(Failure failure, Getter.Options options) {
    boolean signer = failure.code() == FailureCode.SIGNER_UNKNOWN;
    boolean name = failure.code() == FailureCode.ENTRY_OTHER_NAME;
    return new Getter.Options(
        options.conflict(),
        signer ? OpenOptions.ACCEPT_SIGNER : options.open(),
        name || options.acceptOtherName(),
        options.acceptOlder());
  }

  /** Shows what a file was before. */
  public void versions(Place place, Entry entry) {
    versions(place, entry, Optional.empty());
  }

  private void versions(Place place, Entry entry, Optional<Failure> why) {
    sealed(entry)
        .map(file -> new VersionsModel(frame, copies, place, file, why, placeChanged))
        .ifPresent(model -> VersionsSheet.show(frame, model));
  }

  /** Shows what a file looks like, in the preview pane. */
  public void preview(Place place, Entry entry) {
    preview.show(place, entry);
  }

  private Optional<Entry.SealedFile> sealed(Entry entry) {
    if (entry instanceof Entry.SealedFile file) {
      return Optional.of(file);
    }
    frame.fail(
        new Failures(frame.words())
            .describe(TransferException.notReadable(entry), Optional.of(entry.name())));
    return Optional.empty();
  }
}
