package org.dubbelslot.desktop.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.transfer.Copier;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Mover;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.words.Words;

/** What changes items of the folder that is shown. For the screen's thread. */
final class FolderWork {
  /** More than these would fill the window. */
  private static final int NAMED = 3;

  private final Desk desk;
  private final FolderModel model;
  private final Announcements announcements;
  private final Words words;
  private final ReadOnlyIntegerWrapper underWay = new ReadOnlyIntegerWrapper();

  FolderWork(Desk desk, FolderModel model, Announcements announcements, Words words) {
    this.desk = desk;
    this.model = model;
    this.announcements = announcements;
    this.words = words;
    // Of what a lock broke off, nothing comes back.
    desk.stateProperty()
        .addListener(
            (property, before, now) -> {
              if (!(now instanceof Desk.State.Open)) {
                underWay.set(0);
              }
            });
  }

  /** How much is being done. */
  ReadOnlyIntegerProperty underWay() {
    return underWay.getReadOnlyProperty();
  }

  /** Why a name cannot be given, if that can be told without asking anybody. */
  Optional<Failure> refused(String name) {
    try {
      NameRules.check(name);
      return Optional.empty();
    } catch (NameException e) {
      return Optional.of(desk.describe(e));
    }
  }

  /** Makes a folder in the one that is shown. */
  void newFolder(String name, Consumer<Failure> failed) {
    model
        .where()
        .get()
        .ifPresent(
            where ->
                run(
                    workplace -> {
                      SealedTree tree = workplace.writing(where.place());
                      if (tree.find(where.folder(), name).isPresent()) {
                        throw TransferException.nameTaken();
                      }
                      return tree.makeFolder(where.folder(), name);
                    },
                    made -> model.changed(Optional.of(made.item().id())),
                    failed));
  }

  /** Gives an item of the folder that is shown another name. */
  void rename(Entry entry, String name, Consumer<Failure> failed) {
    model
        .where()
        .get()
        .ifPresent(
            where ->
                run(
                    workplace -> {
                      SealedTree tree = workplace.writing(where.place());
                      new Mover(tree).move(entry, where.folder(), name);
                      return tree.find(where.folder(), name).map(found -> found.item().id());
                    },
                    model::changed,
                    failed));
  }

  /** Moves or copies what was cut or copied into a folder of the same place. */
  void paste(Clip clip, Entry.Folder into) {
    AtomicInteger passed = new AtomicInteger();
    Runnable over = desk.underway().begin(() -> stands(clip, passed.get()));
    run(
        workplace -> {
          SealedTree tree = workplace.writing(clip.place());
          Pasted pasted = new Pasted(new ArrayList<>(), new ArrayList<>());
          for (Entry entry : clip.entries()) {
            try {
              if (clip.cut()) {
                new Mover(tree).move(entry, into, entry.name());
              } else {
                pasted.left().addAll(new Copier(tree).copy(entry, into));
              }
            } catch (Exception e) {
              if (Thread.currentThread().isInterrupted()) {
                throw e;
              }
              pasted.failures().add(new Failures(words).describe(e, Optional.of(entry.name())));
            }
            passed.incrementAndGet();
          }
          return pasted;
        },
        pasted -> {
          over.run();
          model.changed(Optional.empty());
          tell(clip, pasted);
        },
        failure -> {
          over.run();
          announcements.fail(failure, Map.of());
        });
  }

  private String stands(Clip clip, int passed) {
    return words.text(
        clip.cut() ? "desktop.folder.moving" : "desktop.folder.copying",
        clip.entries().size(),
        clip.entries().getFirst().name(),
        passed);
  }

  private record Pasted(List<Entry> left, List<Failure> failures) {}

  private void tell(Clip clip, Pasted pasted) {
    int done = clip.entries().size() - pasted.failures().size();
    if (done > 0) {
      announcements.tell(
          words.text(
              clip.cut() ? "desktop.folder.moved" : "desktop.folder.copied",
              done,
              clip.entries().getFirst().name()));
    }
    if (!pasted.left().isEmpty()) {
      announcements.tell(words.text("desktop.folder.left-out", pasted.left().size()));
    }
    List<Failure> failures = pasted.failures().stream().distinct().toList();
    failures.stream().limit(NAMED).forEach(failure -> announcements.fail(failure, Map.of()));
    if (failures.size() > NAMED) {
      announcements.tell(words.text("desktop.folder.failed-more", failures.size() - NAMED));
    }
  }

  private <T> void run(Desk.Work<T> work, Consumer<T> done, Consumer<Failure> failed) {
    underWay.set(underWay.get() + 1);
    desk.run(
        work,
        result -> {
          underWay.set(underWay.get() - 1);
          done.accept(result);
        },
        failure -> {
          underWay.set(underWay.get() - 1);
          failed.accept(failure);
        });
  }
}
