package org.dubbelslot.desktop.drop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.robot.Robot;
import javafx.stage.Window;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.FailureBox;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.transfer.Intake;
import org.dubbelslot.words.Failure;

/**
 * Drags out of the window. The toolkit wants a drag to begin within the event that tells of it, and
 * files to be there by then: so they are opened meanwhile, while the window lives on, and the drag
 * begins if the button is still held.
 */
final class DragOut {
  private final Frame frame;
  private final FileDialogs dialogs;
  private final Outgoing outgoing;
  private final DataFormat ours;
  private final SaveSheets sheets;
  private Optional<Outgoing.Selection> dragged = Optional.empty();

  DragOut(Frame frame, FileDialogs dialogs, Outgoing outgoing, DataFormat ours) {
    this.frame = frame;
    this.dialogs = dialogs;
    this.outgoing = outgoing;
    this.ours = ours;
    this.sheets = new SaveSheets(frame);
  }

  /** What is being dragged. */
  Optional<Outgoing.Selection> dragged() {
    return dragged;
  }

  /** The drag has ended: what nobody could take outside the window is offered to be saved. */
  void done(DragEvent event, Node node) {
    Optional<Outgoing.Selection> ended = dragged;
    dragged = Optional.empty();
    if (node.getScene() == null) {
      // A lock has taken it out of the window meanwhile.
      return;
    }
    if (ended.isPresent() && !ended.get().isSmall() && event.getTransferMode() == null) {
      Window window = node.getScene().getWindow();
      Point2D mouse = new Robot().getMousePosition();
      if (!new Rectangle2D(window.getX(), window.getY(), window.getWidth(), window.getHeight())
          .contains(mouse)) {
        offerToSave(ended.get());
      }
    }
  }

  /** What opening came to, or that the button was let go before. */
  private sealed interface Ready {
    record Files(List<File> files) implements Ready {}

    record Desktop(Path synchronised) implements Ready {}

    record Failed(Failure failure) implements Ready {}

    record LetGo() implements Ready {}
  }

  /** A drag begins at {@code node}. */
  void detected(MouseEvent event, Node node, Outgoing.Selection selection) {
    if (!event.isPrimaryButtonDown() || selection.entries().isEmpty()) {
      return;
    }
    event.consume();
    if (!selection.isSmall()) {
      begin(node, selection, List.of());
      return;
    }
    switch (opened(node, selection)) {
      case Ready.Files(List<File> files) -> begin(node, selection, files);
      case Ready.Desktop(Path folder) -> sheets.synchronisedDesktop(folder, this::understood);
      case Ready.Failed(Failure failure) -> frame.fail(failure);
      case Ready.LetGo() -> frame.announcements().tell(frame.words().text("desktop.drop.let-go"));
    }
  }

  private void understood() {
    Outgoing.known(frame);
    frame.saveSettings(frame::fail);
  }

  /** Waits for the files as a dialog waits for its answer: everything else goes on. */
  private Ready opened(Node node, Outgoing.Selection selection) {
    Once once = new Once();
    EventHandler<MouseEvent> released = mouse -> once.end(new Ready.LetGo());
    // Kept, since a lock may take the node out of it while this waits.
    Scene scene = node.getScene();
    scene.addEventFilter(MouseEvent.MOUSE_RELEASED, released);
    Background.Running opening =
        frame
            .desk()
            .run(
                workplace -> {
                  if (!Outgoing.isKnown(frame)) {
                    Optional<Path> desktop = outgoing.mindedDesktop(workplace);
                    if (desktop.isPresent()) {
                      return new Ready.Desktop(desktop.get());
                    }
                  }
                  return new Ready.Files(outgoing.open(selection));
                },
                once::end,
                failure -> once.end(new Ready.Failed(failure)));
    try {
      once.await();
      return once.result();
    } finally {
      scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, released);
      if (once.result() instanceof Ready.LetGo) {
        // What is opened by now stays for the next try; what is not need not be.
        opening.cancel();
      }
    }
  }

  /** The first result counts. */
  private static final class Once {
    private final Object waiting = new Object();
    private boolean entered;
    private Optional<Ready> ready = Optional.empty();

    void end(Ready result) {
      if (ready.isEmpty()) {
        ready = Optional.of(result);
        if (entered) {
          Platform.exitNestedEventLoop(waiting, result);
        }
      }
    }

    void await() {
      if (ready.isEmpty()) {
        entered = true;
        Platform.enterNestedEventLoop(waiting);
      }
    }

    Ready result() {
      return ready.orElseThrow();
    }
  }

  /** Without files it can only be dropped in this window, and is offered to be saved elsewhere. */
  private void begin(Node node, Outgoing.Selection selection, List<File> files) {
    if (node.getScene() == null) {
      return;
    }
    Dragboard board = node.startDragAndDrop(TransferMode.COPY);
    ClipboardContent content = new ClipboardContent();
    content.put(ours, selection.place().name());
    if (!files.isEmpty()) {
      content.putFiles(files);
    }
    board.setContent(content);
    dragged = Optional.of(selection);
  }

  /** Opens copies for the clipboard. */
  void copy(Outgoing.Selection selection, Consumer<List<File>> opened) {
    if (!selection.isSmall()) {
      offerToSave(selection);
      return;
    }
    frame
        .desk()
        .run(
            workplace -> outgoing.open(selection),
            opened,
            failure ->
                frame
                    .announcements()
                    .fail(failure, FailureBox.again(() -> copy(selection, opened))));
  }

  private void offerToSave(Outgoing.Selection selection) {
    if (selection.canLeave()) {
      sheets.tooLarge(selection.entries().size(), () -> save(selection));
    }
  }

  /** Lets the person choose a folder, and has all of it opened there. */
  void save(Outgoing.Selection selection) {
    dialogs
        .folder(frame.words().text("desktop.drop.save-title"))
        .ifPresent(folder -> saveInto(selection, folder));
  }

  private void saveInto(Outgoing.Selection selection, Path folder) {
    frame
        .desk()
        .run(
            workplace -> outgoing.minded(workplace, folder),
            minded -> {
              if (minded.isPresent()) {
                sheets.synchronised(
                    minded.get(), () -> save(selection), () -> start(selection, folder));
              } else {
                start(selection, folder);
              }
            },
            frame::fail);
  }

  private void start(Outgoing.Selection selection, Path folder) {
    // No queue remembers it before all is added, and folders are listed on the drive for it.
    Runnable over =
        frame
            .desk()
            .underway()
            .begin(
                () ->
                    frame
                        .words()
                        .text(
                            "desktop.drop.saving",
                            selection.entries().size(),
                            selection.entries().getFirst().name()));
    frame
        .desk()
        .run(
            workplace -> outgoing.save(workplace, selection, folder),
            added -> {
              over.run();
              saving(added);
            },
            failure -> {
              over.run();
              frame.announcements().fail(failure, FailureBox.again(() -> start(selection, folder)));
            });
  }

  private void saving(Intake.Added added) {
    if (added.refusedInAll() > 0) {
      new DropSheet(frame).refused(added.refused(), added.refusedInAll());
    }
  }
}
