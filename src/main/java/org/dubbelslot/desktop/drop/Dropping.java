package org.dubbelslot.desktop.drop;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import org.dubbelslot.desktop.common.FileDialogs;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;

/**
 * Drag, drop, copy and paste between the window and other programs. A screen hands its nodes to
 * {@link #install} and {@link #dragSource}; everything that is asked and done about it is here.
 *
 * <p>For the screen's thread.
 */
public final class Dropping {
  /** Set on a node over which something hovers that it takes. */
  private static final PseudoClass DROP = PseudoClass.getPseudoClass("drop");

  /** Marks what is dragged out of this window, so that it is known again inside. */
  private static final DataFormat OURS = new DataFormat("application/x-dubbelslot-entries");

  private final Frame frame;
  private final DropModel model;
  private final Moving moving;
  private final DragOut out;

  /**
   * For the window of {@code frame}.
   *
   * @param copies opens what is dragged or copied out
   * @param dialogs lets the person choose where to save
   * @param moving moves what is dragged from one folder of the window to another
   */
  public Dropping(Frame frame, OutgoingCopies copies, FileDialogs dialogs, Moving moving) {
    this(frame, dialogs, moving, new Outgoing(copies, SyncedFolders.ofThisComputer()));
  }

  Dropping(Frame frame, FileDialogs dialogs, Moving moving, Outgoing outgoing) {
    this.frame = frame;
    this.model = new DropModel(frame, new DropSheet(frame));
    this.moving = moving;
    this.out = new DragOut(frame, dialogs, outgoing, OURS);
  }

  /**
   * Lets files and folders be dropped on a node. Where several lie on each other, the innermost
   * that knows a destination takes it.
   *
   * @param where the destination at that moment; empty where nothing can be dropped
   */
  public void install(Node target, Supplier<Optional<Destination>> where) {
    target.addEventHandler(DragEvent.DRAG_OVER, event -> over(event, target, where.get()));
    target.addEventHandler(
        DragEvent.DRAG_EXITED_TARGET, event -> target.pseudoClassStateChanged(DROP, false));
    target.addEventHandler(
        DragEvent.DRAG_EXITED, event -> target.pseudoClassStateChanged(DROP, false));
    target.addEventHandler(DragEvent.DRAG_DROPPED, event -> dropped(event, target, where.get()));
  }

  /**
   * Lets files and folders be dropped on a place, into its root, which is asked for only then; so
   * can what is dragged within the window, from wherever it is.
   */
  public void installPlace(Node target, Place place) {
    target.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          boolean takes = takes(event.getDragboard());
          target.pseudoClassStateChanged(DROP, takes);
          if (takes) {
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
          }
        });
    target.addEventHandler(
        DragEvent.DRAG_EXITED, event -> target.pseudoClassStateChanged(DROP, false));
    target.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          target.pseudoClassStateChanged(DROP, false);
          if (takes(event.getDragboard())) {
            event.consume();
            event.setDropCompleted(true);
            dropped(event.getDragboard(), place);
          }
        });
  }

  private boolean takes(Dragboard board) {
    return board.hasContent(OURS) ? out.dragged().isPresent() : board.hasFiles();
  }

  private void dropped(Dragboard board, Place place) {
    Optional<Outgoing.Selection> dragged =
        board.hasContent(OURS) ? out.dragged() : Optional.empty();
    List<Path> paths = dragged.isPresent() ? List.of() : paths(board.getFiles());
    frame
        .desk()
        .run(
            workplace -> new Destination(place, workplace.reading(place).root()),
            to ->
                dragged.ifPresentOrElse(
                    selection -> move(selection, to), () -> model.take(to, paths)),
            frame::fail);
  }

  private void move(Outgoing.Selection selection, Destination to) {
    if (canMove(selection, to)) {
      moving.move(selection.place(), selection.entries(), to);
    }
  }

  private void over(DragEvent event, Node target, Optional<Destination> where) {
    boolean takes = where.filter(to -> takes(event.getDragboard(), to)).isPresent();
    target.pseudoClassStateChanged(DROP, takes);
    if (takes) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private boolean takes(Dragboard board, Destination to) {
    return board.hasContent(OURS)
        ? out.dragged().filter(dragged -> canMove(dragged, to)).isPresent()
        : board.hasFiles();
  }

  /** A folder goes neither into itself nor to where it is. */
  private static boolean canMove(Outgoing.Selection dragged, Destination to) {
    String folder = to.folder().item().id();
    return dragged.entries().stream()
        .noneMatch(
            entry ->
                entry.item().id().equals(folder)
                    || dragged.place().equals(to.place())
                        && entry.item().parentId().filter(folder::equals).isPresent());
  }

  private void dropped(DragEvent event, Node target, Optional<Destination> where) {
    target.pseudoClassStateChanged(DROP, false);
    if (where.isEmpty() || !takes(event.getDragboard(), where.get())) {
      return;
    }
    event.consume();
    Dragboard board = event.getDragboard();
    if (board.hasContent(OURS)) {
      Outgoing.Selection dragged = out.dragged().orElseThrow();
      event.setDropCompleted(true);
      moving.move(dragged.place(), dragged.entries(), where.get());
    } else {
      List<Path> paths = paths(board.getFiles());
      event.setDropCompleted(!paths.isEmpty());
      model.take(where.get(), paths);
    }
  }

  private static List<Path> paths(List<File> files) {
    return files.stream().map(File::toPath).toList();
  }

  /**
   * Lets what is selected be dragged out of the window.
   *
   * @param selection the entries at that moment; none: nothing is dragged
   * @param place where they lie
   */
  public void dragSource(Node node, Supplier<List<Entry>> selection, Supplier<Place> place) {
    node.setOnDragDetected(
        event -> out.detected(event, node, new Outgoing.Selection(place.get(), selection.get())));
    node.setOnDragDone(event -> out.done(event, node));
  }

  /**
   * Takes files and folders that another program put on the clipboard. What was opened for other
   * programs in this window is not sealed once more, as a second document whose original would be
   * the working copy of the first.
   *
   * @return false when there are none, or they were copied in this window
   */
  public boolean paste(Destination to) {
    Clipboard clipboard = Clipboard.getSystemClipboard();
    if (clipboard.hasContent(OURS) || !clipboard.hasFiles()) {
      return false;
    }
    model.take(to, paths(clipboard.getFiles()));
    return true;
  }

  /** Takes files and folders of this computer, however they were chosen. */
  public void take(Destination to, List<Path> sources) {
    model.take(to, sources);
  }

  /** Opens copies and puts them on the clipboard; what is too large is offered to be saved. */
  public void copyOut(Place place, List<Entry> entries) {
    out.copy(
        new Outgoing.Selection(place, entries),
        files -> {
          ClipboardContent content = new ClipboardContent();
          content.putFiles(files);
          content.put(OURS, place.name());
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  /** Has entries opened in a folder that the person chooses. */
  public void saveTo(Place place, List<Entry> entries) {
    out.save(new Outgoing.Selection(place, entries));
  }
}
