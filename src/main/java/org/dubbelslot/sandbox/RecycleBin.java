package org.dubbelslot.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes items out of sight and back, and deletes them for good. What was deleted together stands in
 * one run of change numbers that ends with the topmost item, so it comes back together. Guarded by
 * its owner.
 */
final class RecycleBin {
  private final ItemIndex index;
  private final Path content;

  RecycleBin(ItemIndex index, Path content) {
    this.index = index;
    this.content = content;
  }

  /** Puts an item and what is beneath it in the bin. */
  void put(Item item) throws IOException {
    index.skipNumber();
    index.putAll(
        index.tree(item).reversed().stream().map(each -> each.in(Item.State.RECYCLED)).toList());
  }

  /** Everything that was deleted together with an item, which stands first. */
  private List<Item> together(Item top) {
    List<Item> run = new ArrayList<>();
    Optional<Item> at = Optional.of(top);
    while (at.isPresent() && at.get().state() == Item.State.RECYCLED) {
      run.add(at.get());
      at = index.changedAt(top, at.get().sequence() - 1);
    }
    return run;
  }

  /** Brings an item back, with all that was deleted with it, under a parent and a name. */
  Item restore(Item item, Item parent, String name, long now) throws IOException {
    List<Item> run = together(item);
    Item.Change change =
        new Item.Change(
            Optional.of(parent.id()),
            Optional.of(name),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    List<Item> back = new ArrayList<>();
    back.add(item.changed(change, now).in(Item.State.LIVE));
    run.stream().skip(1).map(each -> each.in(Item.State.LIVE)).forEach(back::add);
    return index.putAll(back).getFirst();
  }

  /** Deletes an item, live or in the bin, with what belongs to it, and all their contents. */
  void erase(Item item) throws IOException {
    List<Item> all = item.live() ? index.tree(item).reversed() : together(item);
    index.putAll(all.stream().map(each -> each.in(Item.State.GONE)).toList());
    for (Item each : all) {
      for (Item.Version version : each.versions()) {
        Files.deleteIfExists(content.resolve(version.content()));
      }
    }
  }
}
