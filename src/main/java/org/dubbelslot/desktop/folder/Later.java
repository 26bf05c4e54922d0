package org.dubbelslot.desktop.folder;

import java.time.Duration;

/** What is to be done after a while, on the screen's thread; a test has it done at once. */
@FunctionalInterface
public interface Later {
  /**
   * Has something done.
   *
   * @return keeps it from being done; does nothing once it was
   */
  Runnable after(Duration delay, Runnable action);
}
