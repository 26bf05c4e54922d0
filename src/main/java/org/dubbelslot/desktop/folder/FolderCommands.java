package org.dubbelslot.desktop.folder;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Controls;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.desktop.common.Question;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.words.Words;

/** What keys and menus of the folder do with what is selected. */
final class FolderCommands {
  private static final String CLIPBOARD = "application/x-dubbelslot-clip";

  private final Frame frame;
  private final FolderActions actions;
  private final FolderModel model;
  private final FolderTable table;
  private final FolderWork work;
  private final Deletions deletions;
  private final DataFormat format;
  private final ReadOnlyObjectWrapper<Optional<Clip>> clip =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  FolderCommands(
      Frame frame,
      FolderActions actions,
      FolderModel model,
      FolderTable table,
      FolderWork work,
      Deletions deletions) {
    this.frame = frame;
    this.actions = actions;
    this.model = model;
    this.table = table;
    this.work = work;
    this.deletions = deletions;
    DataFormat known = DataFormat.lookupMimeType(CLIPBOARD);
    this.format = known == null ? new DataFormat(CLIPBOARD) : known;
  }

  /** What was cut or copied here. */
  ReadOnlyObjectProperty<Optional<Clip>> clip() {
    return clip.getReadOnlyProperty();
  }

  FolderActions actions() {
    return actions;
  }

  Optional<Where> where() {
    return model.where().get();
  }

  private Optional<Place> place() {
    return where().map(Where::place);
  }

  /** Opens what is selected: a folder here, a file with its program. */
  void open() {
    List<Entry> selected = table.selected();
    if (selected.size() == 1 && selected.getFirst() instanceof Entry.Folder folder) {
      where().ifPresent(now -> model.go(now.in(folder)));
      return;
    }
    for (Entry entry : selected) {
      switch (entry) {
        case Entry.SealedFile file -> place().ifPresent(place -> actions.open(place, file));
        case Entry.ReadableFile file ->
            frame
                .announcements()
                .tell(
                    frame.words().text("desktop.folder.readable-not-opened", file.name()),
                    new Announcements.Offer(
                        frame.words().text("desktop.folder.protect"),
                        () -> protect(List.of(file))));
        case Entry.Unreadable _ ->
            frame.announcements().tell(frame.words().text("desktop.folder.unreadable-not-opened"));
        case Entry.Folder _ -> {
          // One folder is gone into; of several, none is meant.
        }
      }
    }
  }

  void edit() {
    place()
        .ifPresent(
            place ->
                table
                    .selected()
                    .forEach(
                        entry -> {
                          if (entry instanceof Entry.SealedFile file) {
                            actions.edit(place, file);
                          }
                        }));
  }

  /** Of what is selected, the files that lie there readable, and folders, which may hold such. */
  List<Entry> protectable() {
    return table.selected().stream()
        .filter(entry -> entry instanceof Entry.ReadableFile || entry instanceof Entry.Folder)
        .toList();
  }

  void protect(List<Entry> entries) {
    where().ifPresent(now -> actions.protect(now.place(), now.folder(), entries));
  }

  void saveTo() {
    List<Entry> selected = table.selected();
    if (!selected.isEmpty()) {
      place().ifPresent(place -> actions.saveTo(place, selected));
    }
  }

  /** Unlike {@link #copy}, for another program: what is copied is opened for it. */
  void copyOut() {
    List<Entry> selected = table.selected();
    if (!selected.isEmpty()) {
      place().ifPresent(place -> actions.copyOut(place, selected));
    }
  }

  void newFolder() {
    if (model.state().get() instanceof Shown.Listed) {
      NameSheet.ask(
          frame,
          frame.words().text("desktop.folder.new-folder"),
          frame.words().text("desktop.folder.make"),
          frame.words().text("desktop.folder.new-folder-name"),
          work::refused,
          work::newFolder);
    }
  }

  void rename() {
    table
        .single()
        .map(FolderRow::entry)
        .ifPresent(
            entry ->
                NameSheet.ask(
                    frame,
                    frame.words().text("desktop.folder.rename-title", entry.name()),
                    frame.words().text("desktop.folder.rename"),
                    entry.name(),
                    work::refused,
                    (name, failed) -> {
                      if (!name.equals(entry.name())) {
                        work.rename(entry, name, failed);
                      }
                    }));
  }

  /** Deletes what is selected; where nothing can be got back, after a question. */
  void delete() {
    List<Entry> selected = table.selected();
    Optional<Place> place = place();
    if (selected.isEmpty() || place.isEmpty()) {
      return;
    }
    if (Deletions.areFinal(place.get())) {
      askToDelete(place.get(), selected);
    } else {
      deletions.begin(place.get(), selected);
    }
  }

  private void askToDelete(Place place, List<Entry> selected) {
    Words words = frame.words();
    Question question = new Question(frame);
    question.dismiss(words.text("desktop.folder.cancel"));
    question
        .answer(words.text("desktop.folder.delete"), () -> deletions.begin(place, selected))
        .setId("folder-delete");
    question.show(
        words.text("desktop.folder.delete-for-good", selected.size(), selected.getFirst().name()),
        Controls.sentence(words, "desktop.folder.delete-for-good-text"));
  }

  void cut() {
    take(true);
  }

  void copy() {
    take(false);
  }

  private void take(boolean cut) {
    List<Entry> selected = table.selected();
    if (selected.isEmpty() || place().isEmpty()) {
      return;
    }
    Clip taken = Clip.of(place().get(), selected, cut);
    clip.set(Optional.of(taken));
    ClipboardContent content = new ClipboardContent();
    // Nothing that another program could read: only by what this one knows its own again.
    content.put(format, taken.token());
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** Pastes what was cut or copied here, or the files that another program has copied. */
  void paste() {
    Optional<Where> now = where();
    if (now.isEmpty()) {
      return;
    }
    Clipboard clipboard = Clipboard.getSystemClipboard();
    Optional<Clip> ours =
        clip.get().filter(taken -> taken.token().equals(clipboard.getContent(format)));
    if (ours.isPresent()) {
      paste(ours.get(), now.get());
    } else {
      actions.paste(now.get().place(), now.get().folder());
    }
  }

  private void paste(Clip taken, Where into) {
    if (!taken.place().equals(into.place())) {
      frame.announcements().tell(frame.words().text("desktop.folder.other-place"));
      return;
    }
    work.paste(taken, into.folder());
    if (taken.cut()) {
      clip.set(Optional.empty());
    }
  }

  /** Does something with the one item that is selected, or else with the folder itself. */
  void withOne(BiConsumer<Place, Entry> action) {
    where()
        .ifPresent(
            now ->
                action.accept(
                    now.place(), table.single().map(FolderRow::entry).orElse(now.folder())));
  }

  void versions() {
    withOne(
        (place, entry) -> {
          if (entry instanceof Entry.SealedFile file) {
            actions.versions(place, file);
          }
        });
  }

  void moveToTeam() {
    List<Entry> selected = table.selected();
    if (!selected.isEmpty()) {
      place().ifPresent(place -> actions.moveToTeam(place, selected));
    }
  }

  void add() {
    where().ifPresent(now -> actions.add(now.place(), now.folder()));
  }

  List<Entry> selected() {
    return table.selected();
  }

  void refresh() {
    model.refresh();
  }
}
