package org.dubbelslot.desktop.folder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.dubbelslot.desktop.common.Announcements;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Workplace;

/**
 * Deletes items a moment after the person said so, and not at all when they undo it meanwhile: an
 * application can get nothing back from the recycle bin of a OneDrive at work, and a folder on a
 * disk has none. They are out of sight at once. A lock, and the end of the program, deletes what
 * waits; a program that is killed deletes nothing.
 */
final class Deletions {
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private final Desk desk;
  private final FolderModel model;
  private final Announcements announcements;
  private final Words words;
  private final Later later;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final List<Announcements.Announcement> offers = new ArrayList<>();

  Deletions(Desk desk, FolderModel model, Announcements announcements, Words words, Later later) {
    this.desk = desk;
    this.model = model;
    this.announcements = announcements;
    this.words = words;
    this.later = later;
    desk.beforeLock(this::runAll);
  }

  private record Waiting(Workplace workplace, Place place, List<Entry> entries) {
    Set<String> ids() {
      return entries.stream().map(entry -> entry.item().id()).collect(Collectors.toSet());
    }
  }

  /** Whether what is deleted from a place is gone for good. */
  static boolean areFinal(Place place) {
    return place.location() instanceof Place.Location.Folder;
  }

  /** Takes items out of sight, and deletes them in a moment. */
  void begin(Place place, List<Entry> entries) {
    desk.workplace()
        .ifPresent(workplace -> begin(new Waiting(workplace, place, List.copyOf(entries))));
  }

  private void begin(Waiting one) {
    waiting.add(one);
    model.hide(one.ids());
    List<Announcements.Announcement> told = new ArrayList<>();
    Runnable stop = later.after(MOMENT, () -> delete(one, told));
    String key =
        areFinal(one.place()) ? "desktop.folder.deleted-for-good" : "desktop.folder.deleted";
    announcements.tell(
        words.text(key, one.entries().size(), one.entries().getFirst().name()),
        new Announcements.Offer(
            words.text("desktop.folder.undo"),
            () -> {
              stop.run();
              if (waiting.remove(one)) {
                model.unhide(one.ids());
              }
            }));
    told.add(announcements.shown().getLast());
    offers.addAll(told);
  }

  /** Takes back every offer to undo: what waited is deleted by now. */
  void withdrawOffers() {
    offers.forEach(announcements::dismiss);
    offers.clear();
  }

  private void delete(Waiting one, List<Announcements.Announcement> told) {
    // After a lock the lock deletes it, though the moment may pass in the work after that.
    if (desk.workplace().filter(one.workplace()::equals).isEmpty() || !waiting.remove(one)) {
      return;
    }
    told.forEach(announcements::dismiss);
    offers.removeAll(told);
    desk.run(
        workplace -> deleted(one),
        failures -> {
          model.forget(one.ids());
          failures.stream().distinct().forEach(failure -> announcements.fail(failure, Map.of()));
          model.changed(Optional.empty());
        },
        failure -> {
          model.unhide(one.ids());
          announcements.fail(failure, Map.of());
        });
  }

  /** One that cannot be deleted does not keep the others. */
  private List<Failure> deleted(Waiting one) throws Exception {
    SealedTree tree = one.workplace().reading(one.place());
    List<Failure> failures = new ArrayList<>();
    for (Entry entry : one.entries()) {
      try {
        tree.remove(entry);
      } catch (DriveException.NotFound somebodyElseDid) {
        continue;
      } catch (DriveException e) {
        failures.add(desk.describe(e));
      }
    }
    return failures;
  }

  /** At a lock: nobody can be told any more, and one that fails does not keep the others. */
  private void runAll() throws Exception {
    Optional<Exception> failed = Optional.empty();
    for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
      try {
        deleted(one);
      } catch (Exception e) {
        failed = Optional.of(failed.orElse(e));
      }
    }
    if (failed.isPresent()) {
      throw failed.get();
    }
  }
}
