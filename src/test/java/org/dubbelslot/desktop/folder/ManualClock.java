package org.dubbelslot.desktop.folder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A clock that goes on when a test says so. */
final class ManualClock implements Later {
  private final List<Runnable> waiting = new ArrayList<>();

  @Override
  public Runnable after(Duration delay, Runnable action) {
    // An object of its own each time, so that the right one is taken out again.
    Runnable mine = () -> action.run();
    waiting.add(mine);
    return () -> waiting.remove(mine);
  }

  /** Does everything that waits. */
  void pass() {
    List<Runnable> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }
}
