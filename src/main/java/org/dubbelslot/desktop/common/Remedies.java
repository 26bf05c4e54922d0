package org.dubbelslot.desktop.common;

import java.util.EnumMap;
import java.util.Map;
import org.dubbelslot.words.Remedy;

/**
 * What the window can do about a failure, whichever screen met it: to lead to the settings, say.
 * Filled when the window is put together. For the screen's thread.
 */
public final class Remedies {
  private final Map<Remedy, Runnable> usual = new EnumMap<>(Remedy.class);

  /** From now on the window can do this. */
  public void put(Remedy remedy, Runnable action) {
    usual.put(remedy, action);
  }

  /** What can be done where one screen can do {@code own}, which comes before what is usual. */
  public Map<Remedy, Runnable> with(Map<Remedy, Runnable> own) {
    Map<Remedy, Runnable> all = new EnumMap<>(usual);
    all.putAll(own);
    return all;
  }
}
