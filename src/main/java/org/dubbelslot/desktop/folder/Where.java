package org.dubbelslot.desktop.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;

/**
 * A folder of a place, and the way to it.
 *
 * @param place in which it is
 * @param trail the folders from the place's root down to it; at least the root
 */
public record Where(Place place, List<Entry.Folder> trail) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException when it is empty
   */
  public Where {
    trail = List.copyOf(trail);
    if (trail.isEmpty()) {
      throw new IllegalArgumentException("a trail begins with the root");
    }
  }

  /** The folder itself. */
  public Entry.Folder folder() {
    return trail.getLast();
  }

  /** True names from the root downwards, the root left out. */
  public List<String> path() {
    return trail.stream().skip(1).map(Entry.Folder::name).toList();
  }

  /** The path of true names of this folder, or of an entry that is listed in it. */
  public PlacePath pathOf(Entry entry) {
    PlacePath own = new PlacePath(place.name(), path());
    return entry.item().id().equals(folder().item().id()) ? own : own.child(entry.name());
  }

  /** What is shown of it last: its name, or that of the place. */
  public String title() {
    return trail.size() == 1 ? place.shown() : folder().name();
  }

  /** The folder that holds it; none for the root. */
  public Optional<Where> up() {
    return trail.size() == 1 ? Optional.empty() : Optional.of(at(trail.size() - 1));
  }

  /** The folder in which so many of the trail's folders end, the root being the first. */
  Where at(int folders) {
    return new Where(place, trail.subList(0, folders));
  }

  /** A folder inside this one. */
  Where in(Entry.Folder folder) {
    List<Entry.Folder> longer = new ArrayList<>(trail);
    longer.add(folder);
    return new Where(place, longer);
  }
}
