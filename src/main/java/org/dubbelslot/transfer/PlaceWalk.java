package org.dubbelslot.transfer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.LocalFileException;

/**
 * Goes through all folders of a place to learn its names for the {@link SearchIndex}. Asks for no
 * organisation half: a name that stands only inside its file is learnt once that was opened.
 */
public final class PlaceWalk {
  private final Place place;
  private final SealedTree tree;
  private final SearchIndex index;

  /** Through the place that {@code tree} is of. */
  public PlaceWalk(Place place, SealedTree tree, SearchIndex index) {
    this.place = place;
    this.tree = tree;
    this.index = index;
  }

  /**
   * Goes through everything; what is gone meanwhile is forgotten.
   *
   * @param learnt is told after each folder, on this thread
   * @throws DriveException when the drive cannot tell; {@link DriveException.Stopped} when this
   *     thread was interrupted
   * @throws LocalFileException when the index cannot be written
   */
  public void run(Runnable learnt) throws DriveException, LocalFileException {
    Entry.Folder root = tree.root();
    tree.prepareToListAll(root);
    Set<String> walked = new HashSet<>();
    Deque<Entry.Folder> waiting = new ArrayDeque<>(List.of(root));
    while (!waiting.isEmpty()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new DriveException.Stopped(null);
      }
      Entry.Folder folder = waiting.poll();
      if (walked.add(folder.item().id())) {
        List<Entry> entries = list(folder);
        index.learn(place, folder, entries);
        for (Entry entry : entries) {
          if (entry instanceof Entry.Folder inner) {
            waiting.add(inner);
          }
        }
        learnt.run();
      }
    }
    index.keep(place, walked);
  }

  private List<Entry> list(Entry.Folder folder) throws DriveException {
    List<Entry> entries = new ArrayList<>();
    try {
      tree.listWithoutReleases(folder, entries::add);
    } catch (DriveException.NotFound deletedMeanwhile) {
      return List.of();
    }
    return entries;
  }
}
