package org.dubbelslot.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.names.NameException;
import org.dubbelslot.names.NameRules;
import org.dubbelslot.names.ShownNames;

/**
 * What a folder holds, listed once and kept up to date by those who write into it: a thousand files
 * do not list their folder a thousand times. For any number of threads; of those that want the same
 * name one goes on, and the others wait for what becomes of it.
 */
final class FolderView {
  private final SealedTree tree;
  private final Entry.Folder folder;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private final Set<String> reserved = new HashSet<>();
  private Map<String, List<Entry>> entries;

  /** Of a folder that is listed when it is first asked for. */
  FolderView(SealedTree tree, Entry.Folder folder) {
    this.tree = tree;
    this.folder = folder;
  }

  /** Of a folder that was just made. */
  static FolderView ofNew(SealedTree tree, Entry.Folder folder) {
    FolderView view = new FolderView(tree, folder);
    view.entries = new HashMap<>();
    return view;
  }

  /**
   * A name that nobody else may write meanwhile; to be closed.
   *
   * @param name the one that was asked for
   * @param existing what bears it already
   */
  record Claim(FolderView view, String name, Optional<Entry> existing) implements AutoCloseable {
    @Override
    public void close() {
      view.release(name);
    }
  }

  /**
   * Claims a name, after whoever writes under it has ended.
   *
   * @throws TransferException.AmbiguousName when several bear it
   * @throws DriveException.Stopped when interrupted meanwhile
   */
  Claim claim(String name) throws DriveException, TransferException, NameException {
    String key = key(NameRules.check(name));
    lock.lock();
    try {
      load();
      while (reserved.contains(key)) {
        released.await();
      }
      Optional<Entry> existing = SealedTree.find(entries.getOrDefault(key, List.of()), name);
      reserved.add(key);
      return new Claim(this, name, existing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DriveException.Stopped(e);
    } finally {
      lock.unlock();
    }
  }

  /** Claims the first numbered form of a name that is free. */
  Claim claimFree(String name) throws DriveException, NameException {
    lock.lock();
    try {
      load();
      Set<String> taken = new HashSet<>(reserved);
      taken.addAll(entries.keySet());
      List<String> names = new ArrayList<>(taken);
      names.add(name);
      String free = ShownNames.distinct(names).getLast();
      reserved.add(key(free));
      return new Claim(this, free, Optional.empty());
    } finally {
      lock.unlock();
    }
  }

  /** The entry of that name on the drive itself. */
  Optional<Entry> onDrive(String driveName) throws DriveException {
    lock.lock();
    try {
      load();
      return entries.values().stream()
          .flatMap(List::stream)
          .filter(entry -> entry.item().name().equals(driveName))
          .findFirst();
    } finally {
      lock.unlock();
    }
  }

  void add(Entry entry) {
    lock.lock();
    try {
      entries.computeIfAbsent(key(entry.name()), _ -> new ArrayList<>(1)).add(entry);
    } finally {
      lock.unlock();
    }
  }

  void replace(Entry old, Entry entry) {
    lock.lock();
    try {
      entries.getOrDefault(key(old.name()), new ArrayList<>()).remove(old);
      add(entry);
    } finally {
      lock.unlock();
    }
  }

  private void release(String name) {
    lock.lock();
    try {
      reserved.remove(key(name));
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void load() throws DriveException {
    if (entries == null) {
      Map<String, List<Entry>> found = new HashMap<>();
      for (Entry entry : tree.list(folder)) {
        found.computeIfAbsent(key(entry.name()), _ -> new ArrayList<>(1)).add(entry);
      }
      entries = found;
    }
  }

  private static String key(String name) {
    return NameRules.caseFolded(name);
  }
}
