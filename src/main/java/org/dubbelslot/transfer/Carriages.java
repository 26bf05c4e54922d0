package org.dubbelslot.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;

/**
 * The carriages of one queue, one for each place and direction, made when first needed. For any
 * number of threads: where one opens a place, others that want the same one wait for it.
 */
final class Carriages {
  private final TransferQueue queue;
  private final Transfers.Trees trees;
  private final BooleanSupplier stopped;
  private final Function<Throwable, String> codes;
  private final MemoryBudget memory = MemoryBudget.ofThisProcess();
  private final Map<Where, Site> sites = new ConcurrentHashMap<>();

  private record Where(String place, boolean writing) {}

  private static final class Site {
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Carriage made;
  }

  /**
   * For the jobs of {@code queue}.
   *
   * @param stopped whether the calling thread was told to stop
   * @param codes what stands in the list for a failure
   */
  Carriages(
      TransferQueue queue,
      Transfers.Trees trees,
      BooleanSupplier stopped,
      Function<Throwable, String> codes) {
    this.queue = queue;
    this.trees = trees;
    this.stopped = stopped;
    this.codes = codes;
  }

  Carriage of(Task task) throws Exception {
    return switch (task) {
      case Task.Put put -> into(put.place());
      case Task.Get get -> outOf(get.place());
      case Task.Loose loose -> into(loose.place());
    };
  }

  /** To write into a place. */
  Carriage into(String place) throws Exception {
    return at(new Where(place, true));
  }

  /** To read from a place. */
  Carriage outOf(String place) throws Exception {
    return at(new Where(place, false));
  }

  private Carriage at(Where where) throws Exception {
    Site site = sites.computeIfAbsent(where, _ -> new Site());
    if (site.made != null) {
      return site.made;
    }
    try {
      site.opening.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(e);
    }
    try {
      if (site.made == null) {
        site.made = open(where);
      }
      return site.made;
    } finally {
      site.opening.unlock();
    }
  }

  private Carriage open(Where where) throws Exception {
    SealedTree tree = where.writing() ? trees.writing(where.place()) : trees.reading(where.place());
    Carriage opened = new Carriage(queue, new FolderViews(tree), memory, stopped, codes);
    if (where.writing()) {
      for (Job left : queue.takeLoose(where.place())) {
        clear(opened, left);
      }
    }
    return opened;
  }

  /** What cannot be cleared now stays for another time; it stands in nobody's way but its own. */
  private static void clear(Carriage place, Job left) {
    try {
      place.giveUp(left);
    } catch (IOException e) {
      System.getLogger(Carriages.class.getName())
          .log(System.Logger.Level.DEBUG, "an upload that was left stays", e);
    }
  }

  /** What stopped all of them may be over. */
  void tryAgain() {
    made().forEach(Carriage::tryAgain);
  }

  /** Forgets what the folders hold; jobs that go on keep what they have. */
  void forget() {
    sites.clear();
  }

  /** Ends all of them, and takes away what is unfinished and belongs to no job. */
  void close() throws LocalFileException {
    for (Carriage carriage : made()) {
      carriage.close();
    }
  }

  private List<Carriage> made() {
    List<Carriage> made = new ArrayList<>();
    for (Site site : sites.values()) {
      if (site.made != null) {
        made.add(site.made);
      }
    }
    return made;
  }
}
