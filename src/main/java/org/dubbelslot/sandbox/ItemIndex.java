package org.dubbelslot.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All items, found by id, by parent with name, by number of change, with the sizes of whole trees
 * kept up to date. Guarded by its owner.
 */
final class ItemIndex implements AutoCloseable {
  private final Map<String, Item> byId = new HashMap<>();
  private final Map<String, NavigableMap<String, Item>> children = new HashMap<>();
  private final Map<String, NavigableMap<Long, Item>> bySequence = new HashMap<>();
  private final Map<String, Long> below = new HashMap<>();
  private final Map<String, Long> used = new HashMap<>();
  private final Map<String, Long> recycled = new HashMap<>();
  private Journal journal;
  private long sequence;

  private ItemIndex() {}

  /** Reads what the folder holds, and makes roots for drives that have none. */
  static ItemIndex open(Path folder) throws IOException {
    ItemIndex index = new ItemIndex();
    Map<String, Item> newest = new HashMap<>();
    index.journal = Journal.open(folder, item -> newest.put(item.id(), item));
    for (Item item : newest.values()) {
      index.sequence = Math.max(index.sequence, item.sequence());
      index.place(item);
    }
    for (Item item : newest.values()) {
      if (item.live()) {
        index.addBelow(item, item.bytes());
      }
    }
    long now = Times.now();
    for (DriveInfo drive : DriveInfo.ALL) {
      if (!index.byId.containsKey(Ids.root(drive))) {
        index.put(Item.create(Ids.root(drive), drive, "", "root", true, now));
      }
    }
    index.journal.compact(index.byId.values());
    return index;
  }

  /** Stores a new state of an item and gives it its number. */
  Item put(Item item) throws IOException {
    return putAll(List.of(item)).getFirst();
  }

  /** Stores new states of items in one step. */
  List<Item> putAll(List<Item> items) throws IOException {
    List<Item> numbered = new ArrayList<>();
    for (Item item : items) {
      numbered.add(item.at(++sequence));
    }
    journal.append(numbered);
    for (Item item : numbered) {
      Optional<Item> before = find(item.id()).filter(Item::live);
      before.ifPresent(old -> addBelow(old, -size(old)));
      place(item);
      if (item.live()) {
        addBelow(item, size(item));
      }
    }
    return numbered;
  }

  private void place(Item item) {
    Item before = byId.put(item.id(), item);
    NavigableMap<Long, Item> changes =
        bySequence.computeIfAbsent(item.driveId(), d -> new TreeMap<>());
    if (before != null) {
      changes.remove(before.sequence());
      count(before, -1);
      if (before.live() && !before.root()) {
        childMap(before.parentId()).remove(NameRules.fold(before.name()));
      }
    }
    changes.put(item.sequence(), item);
    count(item, 1);
    if (item.live() && !item.root()) {
      childMap(item.parentId()).put(NameRules.fold(item.name()), item);
    }
  }

  private void count(Item item, int sign) {
    if (item.state() != Item.State.GONE) {
      Map<String, Long> sums = item.live() ? used : recycled;
      sums.merge(item.driveId(), sign * item.bytesOfAllVersions(), Long::sum);
    }
  }

  private void addBelow(Item item, long bytes) {
    if (bytes != 0) {
      for (Item at = item; at != null && !at.root(); at = byId.get(at.parentId())) {
        below.merge(at.parentId(), bytes, Long::sum);
      }
    }
  }

  private NavigableMap<String, Item> childMap(String parentId) {
    return children.computeIfAbsent(parentId, p -> new TreeMap<>());
  }

  /** The bytes of a file, or of everything in a folder. */
  long size(Item item) {
    return item.folder() ? below.getOrDefault(item.id(), 0L) : item.bytes();
  }

  Optional<Item> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Item> child(Item folder, String name) {
    return Optional.ofNullable(children(folder).get(NameRules.fold(name)));
  }

  /** The children by folded name, in that order. */
  NavigableMap<String, Item> children(Item folder) {
    NavigableMap<String, Item> map = children.get(folder.id());
    return map == null ? Collections.emptyNavigableMap() : map;
  }

  /** The newest state of every item that changed after {@code after}, in the order of change. */
  Collection<Item> changesAfter(DriveInfo drive, long after) {
    return bySequence.get(drive.id()).tailMap(after, false).values();
  }

  /** Whether an item, live or not, is another or stands below it. */
  boolean isWithin(Item item, Item base) {
    Item at = item;
    while (at != null && !at.id().equals(base.id())) {
      at = byId.get(at.parentId());
    }
    return at != null;
  }

  /** The item in the same drive whose newest state has this number. */
  Optional<Item> changedAt(Item beside, long number) {
    return Optional.ofNullable(bySequence.get(beside.driveId()).get(number));
  }

  /** Leaves a gap in the numbers: what follows does not belong to what came before. */
  void skipNumber() {
    sequence++;
  }

  long lastSequence() {
    return sequence;
  }

  long used(DriveInfo drive) {
    return used.getOrDefault(drive.id(), 0L);
  }

  long recycled(DriveInfo drive) {
    return recycled.getOrDefault(drive.id(), 0L);
  }

  /** The names from the root, which is left out, to the item. */
  List<String> path(Item item) {
    Deque<String> names = new ArrayDeque<>();
    for (Item at = item; !at.root(); at = byId.get(at.parentId())) {
      names.addFirst(at.name());
    }
    return List.copyOf(names);
  }

  /** The item and everything live beneath it, parents first. */
  List<Item> tree(Item item) {
    List<Item> found = new ArrayList<>(List.of(item));
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).folder()) {
        found.addAll(children(found.get(i)).values());
      }
    }
    return found;
  }

  /** The names of all stored contents that an item still needs. */
  Set<String> contents() {
    Set<String> names = new HashSet<>();
    byId.values().forEach(item -> item.versions().forEach(version -> names.add(version.content())));
    return names;
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
