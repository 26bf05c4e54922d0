package org.dubbelslot.desktop.copies;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.Documents;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Failure;

/**
 * What a file looks like, without another program and without a temporary file. Nothing is read
 * before the person asks to see it, because each look asks for the file's keys. For the screen's
 * thread.
 */
public final class PreviewModel {
  /** Larger files are opened with their own program. */
  public static final int MOST_BYTES = 32 << 20;

  private static final Duration PAGE = Duration.ofSeconds(15);
  private static final Getter.Options STRICT =
      new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false);

  private final Frame frame;
  private final PdfPage pdf = new PdfPage(PAGE);
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Nothing());
  private Optional<Background.Running> running = Optional.empty();

  /** What the pane shows. */
  public sealed interface State {
    /** No file is chosen. */
    record Nothing() implements State {}

    /** A file of a kind that is not shown here. */
    record NoKind(String name) implements State {}

    /** A file that can be shown. */
    record Offered(Place place, Entry.SealedFile file) implements State {}

    /** It is being fetched and drawn. */
    record Loading(String name) implements State {}

    /** The beginning of a text. */
    record Text(String name, String text, boolean cut) implements State {}

    /** A picture, or a page. */
    record Picture(String name, Drawn drawn, boolean page) implements State {}

    /** It could not be shown. */
    record Failed(Place place, Entry.SealedFile file, Failure why) implements State {}
  }

  /** With nothing to show; a lock empties it. */
  public PreviewModel(Frame frame) {
    this.frame = frame;
    frame
        .desk()
        .stateProperty()
        .addListener(
            (seen, before, now) -> {
              if (!(now instanceof Desk.State.Open)) {
                clear();
              }
            });
  }

  /** What is shown. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The person chose an entry: it is offered, if it is of a kind that can be shown. */
  public void select(Place place, Entry entry) {
    stop();
    state.set(
        entry instanceof Entry.SealedFile file && PreviewKind.of(file.name()).isPresent()
            ? new State.Offered(place, file)
            : new State.NoKind(entry.name()));
  }

  /** No entry is chosen any more. */
  public void clear() {
    stop();
    state.set(new State.Nothing());
  }

  private void stop() {
    running.ifPresent(Background.Running::cancel);
    running = Optional.empty();
  }

  /** The person wants to see an entry. */
  public void show(Place place, Entry entry) {
    select(place, entry);
    if (!(state.get() instanceof State.Offered(Place at, Entry.SealedFile file))) {
      return;
    }
    PreviewKind kind = PreviewKind.of(file.name()).orElseThrow();
    state.set(new State.Loading(file.name()));
    running =
        Optional.of(
            frame
                .desk()
                .run(
                    workplace -> {
                      try (Documents documents = new Documents(workplace.reading(at));
                          SecretBytes bytes = documents.read(file, MOST_BYTES, STRICT)) {
                        return read(kind, file.name(), bytes.bytes());
                      }
                    },
                    state::set,
                    failure -> state.set(new State.Failed(at, file, failure))));
  }

  private State read(PreviewKind kind, String name, byte[] bytes)
      throws CopyException, InterruptedException {
    return switch (kind) {
      case TEXT -> {
        PlainText text = PlainText.of(bytes);
        yield new State.Text(name, text.text(), text.cut());
      }
      case PICTURE -> new State.Picture(name, Pictures.read(bytes), false);
      case PDF -> new State.Picture(name, pdf.first(bytes), true);
    };
  }
}
