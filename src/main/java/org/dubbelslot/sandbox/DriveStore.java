package org.dubbelslot.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The drives and what they hold, under the service's rules of names, conflicts and quota. Content
 * lies in files that never change, named in the items' versions. Safe for many threads.
 */
final class DriveStore implements AutoCloseable {
  private final ItemIndex index;
  private final FolderNames names;
  private final RecycleBin bin;
  private final Path content;
  private final long quota;
  private final Supplier<Settings> settings;
  private final Locks locks = new Locks();

  private DriveStore(ItemIndex index, Path content, long quota, Supplier<Settings> settings) {
    this.index = index;
    this.names = new FolderNames(index);
    this.bin = new RecycleBin(index, content);
    this.content = content;
    this.quota = quota;
    this.settings = settings;
  }

  static DriveStore open(Path root, long quota, Supplier<Settings> settings) throws IOException {
    Path content = Files.createDirectories(root.resolve("content"));
    DriveStore store = new DriveStore(ItemIndex.open(root), content, quota, settings);
    store.dropOrphans();
    return store;
  }

  /** Removes contents that were stored just before a kill, and that nobody was told of. */
  private void dropOrphans() throws IOException {
    Set<String> needed = index.contents();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(content)) {
      for (Path file : files) {
        if (!needed.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }

  /** Whether an item holds this content. */
  synchronized boolean holds(String stored) {
    return index.contents().contains(stored);
  }

  /** Who is at work on which item. */
  Locks locks() {
    return locks;
  }

  DriveInfo drive(String id) throws GraphException {
    for (DriveInfo drive : DriveInfo.ALL) {
      boolean same =
          drive.kind().sharePoint() ? drive.id().equals(id) : drive.id().equalsIgnoreCase(id);
      if (same) {
        return drive;
      }
    }
    throw new GraphException(404, "itemNotFound", "The drive could not be found.");
  }

  synchronized Item root(DriveInfo drive) {
    return index.find(Ids.root(drive)).orElseThrow();
  }

  synchronized Item item(DriveInfo drive, String id) throws GraphException {
    if (id.equals("root")) {
      return root(drive);
    }
    return find(drive, id).filter(Item::live).orElseThrow(GraphException::notFound);
  }

  /** The item, in its place or in the bin. */
  synchronized Item itemOrRecycled(DriveInfo drive, String id) throws GraphException {
    if (id.equals("root")) {
      return root(drive);
    }
    return find(drive, id)
        .filter(item -> item.state() != Item.State.GONE)
        .orElseThrow(GraphException::notFound);
  }

  /** The item in whatever state. */
  synchronized Optional<Item> find(DriveInfo drive, String id) {
    return index.find(id).filter(item -> item.driveId().equals(drive.id()));
  }

  /** The item at a path below another, if all of it exists. */
  synchronized Optional<Item> resolve(Item base, List<String> segments) {
    Item at = base;
    for (String segment : segments) {
      Optional<Item> next = index.child(at, segment);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(at);
  }

  /** The folder at a path below another; makes what is missing, as uploads by path do. */
  synchronized Item folders(DriveInfo drive, Item base, List<String> segments)
      throws GraphException, IOException {
    Item at = base;
    for (String segment : segments) {
      Optional<Item> next = index.child(at, segment);
      at = next.isPresent() ? next.get() : createFolder(drive, at, segment, Conflict.FAIL);
      requireFolder(at);
    }
    return at;
  }

  synchronized List<Item> children(Item folder, Optional<String> afterName, int limit) {
    var map = index.children(folder);
    var rest = afterName.isPresent() ? map.tailMap(afterName.get(), false) : map;
    return rest.values().stream().limit(limit).toList();
  }

  synchronized int childCount(Item folder) {
    return index.children(folder).size();
  }

  synchronized List<String> path(Item item) {
    return index.path(item);
  }

  /** The bytes of a file, or of everything in a folder. */
  synchronized long size(Item item) {
    return index.size(item);
  }

  synchronized List<Item> tree(Item item) {
    return index.tree(item);
  }

  /** What changed at or below an item since a number, the oldest change first. */
  synchronized List<Item> changes(DriveInfo drive, Item base, long after, int limit) {
    return index.changesAfter(drive, after).stream()
        .filter(item -> base.root() || index.isWithin(item, base))
        .limit(limit)
        .toList();
  }

  synchronized long lastSequence() {
    return index.lastSequence();
  }

  long quota() {
    return quota;
  }

  synchronized long used(DriveInfo drive) {
    return index.used(drive);
  }

  synchronized long recycled(DriveInfo drive) {
    return index.recycled(drive);
  }

  synchronized void requireRoom(DriveInfo drive, long bytes) throws GraphException {
    if (index.used(drive) + index.recycled(drive) + bytes > quota) {
      throw GraphException.overQuota();
    }
  }

  /** The file that holds a content. */
  Path content(String name) {
    return content.resolve(name);
  }

  synchronized Item createFolder(DriveInfo drive, Item parent, String name, Conflict conflict)
      throws GraphException, IOException {
    requireFolder(parent);
    names.check(drive, parent, name);
    String free = name;
    if (index.child(parent, name).isPresent()) {
      // A folder is never replaced: SharePoint answers 409 (onedrive-api-docs #359).
      if (conflict != Conflict.RENAME) {
        throw GraphException.nameExists();
      }
      free = names.free(parent, name, true);
    }
    return index.put(Item.create(Ids.item(drive), drive, parent.id(), free, true, Times.now()));
  }

  /** A file as it is after an upload, and whether it is new. */
  record Stored(Item item, boolean created) {}

  /**
   * Refuses an upload that could not be stored under this name: a forbidden name, a folder in its
   * place, or a file when {@code conflict} says fail.
   */
  synchronized void checkUpload(DriveInfo drive, Item parent, String name, Conflict conflict)
      throws GraphException {
    requireFolder(parent);
    names.check(drive, parent, name);
    Optional<Item> taken = index.child(parent, name);
    if (taken.isPresent() && conflict != Conflict.RENAME) {
      if (conflict == Conflict.FAIL || taken.get().folder()) {
        throw GraphException.nameExists();
      }
      locks.requireFree(taken.get());
    }
  }

  /** Stores a file under a name in a folder. */
  synchronized Stored putFile(
      DriveInfo drive, String parentId, String name, Conflict conflict, Item.NewContent received)
      throws GraphException, IOException {
    Item parent = item(drive, parentId);
    checkUpload(drive, parent, name, conflict);
    Item.NewContent content = rewritten(drive, name, received);
    Optional<Item> taken = index.child(parent, name);
    if (taken.isPresent() && conflict == Conflict.REPLACE) {
      return new Stored(index.put(taken.get().with(content, Times.now())), false);
    }
    String free = taken.isPresent() ? names.free(parent, name, false) : name;
    Item file = Item.create(Ids.item(drive), drive, parent.id(), free, false, Times.now());
    return new Stored(index.put(file.with(content, Times.now())), true);
  }

  /** Gives an existing file new content. */
  synchronized Item replaceContent(DriveInfo drive, String id, Item.NewContent received)
      throws GraphException, IOException {
    Item file = item(drive, id);
    if (file.folder()) {
      throw GraphException.invalid("The item is not a file.");
    }
    locks.requireFree(file);
    return index.put(file.with(rewritten(drive, file.name(), received), Times.now()));
  }

  private Item.NewContent rewritten(DriveInfo drive, String name, Item.NewContent received)
      throws IOException {
    return settings.get().rewrites() && Rewriter.rewrites(drive, name)
        ? Rewriter.rewrite(content(received.stored()), received)
        : received;
  }

  /** Renames, moves or describes an item. */
  synchronized Item update(DriveInfo drive, Item item, Item.Change change, Conflict conflict)
      throws GraphException, IOException {
    locks.requireFree(item);
    boolean moves = change.parentId().isPresent() || change.name().isPresent();
    if (!moves) {
      return index.put(item.changed(change, Times.now()));
    }
    if (item.root()) {
      throw new GraphException(403, "accessDenied", "The root cannot be renamed or moved.");
    }
    Item parent = item(drive, change.parentId().orElse(item.parentId()));
    requireFolder(parent);
    for (Item at = parent; !at.root(); at = item(drive, at.parentId())) {
      if (at.id().equals(item.id())) {
        throw GraphException.invalid("A folder cannot be moved into itself.");
      }
    }
    String name = change.name().orElse(item.name());
    names.check(drive, parent, name);
    Optional<Item> taken = index.child(parent, name).filter(t -> !t.id().equals(item.id()));
    if (taken.isPresent()) {
      switch (conflict) {
        case FAIL -> throw GraphException.nameExists();
        case RENAME -> name = names.free(parent, name, item.folder());
        case REPLACE -> {
          if (item.folder() || taken.get().folder()) {
            throw GraphException.nameExists();
          }
          recycle(taken.get());
        }
      }
    }
    Item.Change settled =
        new Item.Change(
            Optional.of(parent.id()),
            Optional.of(name),
            change.fileCreated(),
            change.fileModified(),
            change.description());
    return index.put(item.changed(settled, Times.now()));
  }

  /** Puts an item and what is beneath it in the recycle bin. */
  synchronized void recycle(Item item) throws GraphException, IOException {
    requireNotRoot(item);
    requireFree(item);
    bin.put(item);
  }

  /** Deletes an item, live or in the bin, what is beneath it, and their contents for good. */
  synchronized void erase(Item item) throws GraphException, IOException {
    requireNotRoot(item);
    requireFree(item);
    bin.erase(item);
  }

  /** Takes an item out of the recycle bin, to where it was or to another place. */
  synchronized Item restore(
      DriveInfo drive, Item item, Optional<String> parentId, Optional<String> newName)
      throws GraphException, IOException {
    Item parent = item(drive, parentId.orElse(item.parentId()));
    String name = newName.orElse(item.name());
    requireFolder(parent);
    names.check(drive, parent, name);
    if (index.child(parent, name).isPresent()) {
      throw GraphException.nameExists();
    }
    return bin.restore(item, parent, name, Times.now());
  }

  /** Makes an old version the newest again. */
  synchronized void restoreVersion(DriveInfo drive, Item item, Item.Version version)
      throws GraphException, IOException {
    requireRoom(drive, version.size());
    replaceContent(drive, item.id(), again(item, version));
  }

  /** Deletes a version that is not the newest. */
  synchronized void deleteVersion(DriveInfo drive, Item item, Item.Version version)
      throws GraphException, IOException {
    Item file = item(drive, item.id());
    if (version.equals(file.current().orElseThrow())) {
      throw GraphException.invalid("The current version cannot be deleted.");
    }
    index.put(file.without(version));
    Files.deleteIfExists(content(version.content()));
  }

  /** The content of a version as content of its own. */
  Item.NewContent again(Item item, Item.Version version) throws IOException {
    String name = UUID.randomUUID().toString();
    Body.linkOrCopy(content(version.content()), content(name));
    return new Item.NewContent(
        name,
        version.size(),
        version.quickXorHash(),
        Optional.of(item.fileCreated()),
        Optional.of(item.fileModified()));
  }

  private void requireFree(Item item) throws GraphException {
    for (Item each : index.tree(item)) {
      locks.requireFree(each);
    }
  }

  private static void requireNotRoot(Item item) throws GraphException {
    if (item.root()) {
      throw new GraphException(403, "accessDenied", "The root cannot be deleted.");
    }
  }

  private static void requireFolder(Item item) throws GraphException {
    if (!item.folder()) {
      throw GraphException.invalid("The parent is not a folder.", "invalidPath");
    }
  }

  @Override
  public synchronized void close() throws IOException {
    index.close();
  }
}
