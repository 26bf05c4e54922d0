package org.dubbelslot.workplace.copies;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.dubbelslot.transfer.Entry;

/**
 * The copies there are, each kind in the order in which they came to be; tells what there is
 * whenever {@link #changed} is called. For any number of threads.
 */
final class CopyList {
  private final CopyListener listener;
  private final List<WorkingCopy> live = new CopyOnWriteArrayList<>();
  private final List<KeptCopy> kept = new CopyOnWriteArrayList<>();
  private final ReentrantLock telling = new ReentrantLock();

  /** With none. */
  CopyList(CopyListener listener) {
    this.listener = listener;
  }

  void add(WorkingCopy copy) {
    live.add(copy);
  }

  void add(KeptCopy copy) {
    kept.add(copy);
  }

  void remove(WorkingCopy copy) {
    live.remove(copy);
  }

  void remove(KeptCopy copy) {
    kept.remove(copy);
  }

  void clear() {
    live.clear();
    kept.clear();
  }

  /** Those that lie readable, as they are at this moment. */
  List<WorkingCopy> live() {
    return List.copyOf(live);
  }

  /** Those that lie sealed, as they are at this moment. */
  List<KeptCopy> kept() {
    return List.copyOf(kept);
  }

  /** The one of that identifier that lies readable. */
  Optional<WorkingCopy> find(String id) {
    return live.stream().filter(copy -> copy.id().equals(id)).findFirst();
  }

  /** One that lies readable and serves who wants that file. */
  Optional<WorkingCopy> find(String place, Entry.SealedFile file, Copy.Kind kind) {
    return live.stream().filter(copy -> copy.serves(place, file, kind)).findFirst();
  }

  /** Whether there is one of that identifier. */
  boolean has(String id) {
    return snapshot().stream().anyMatch(copy -> copy.id().equals(id));
  }

  /** All of them as they are now. */
  List<Copy> snapshot() {
    List<Copy> copies = new ArrayList<>();
    kept.forEach(one -> copies.add(one.snapshot()));
    live.forEach(one -> copies.add(one.snapshot()));
    return copies;
  }

  /** Something is to be shown otherwise. One after the other: what is told last is what holds. */
  void changed() {
    telling.lock();
    try {
      listener.changed(snapshot());
    } finally {
      telling.unlock();
    }
  }
}
