package org.dubbelslot.desktop.common;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * What is being done here and now, and no queue remembers: copies and moves within places, files
 * that are being protected. A lock and the end of the program break it off, so the person is asked
 * before the one, and told after the other. For the screen's thread.
 */
public final class Underway {
  private final List<Supplier<String>> running = new ArrayList<>();
  private final List<String> brokenOff = new ArrayList<>();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  /**
   * Something begins.
   *
   * @param stands tells at any time what it is and how far
   * @return to be run when it has ended, also more than once
   */
  public Runnable begin(Supplier<String> stands) {
    // An object of its own, since one may do the same twice.
    Supplier<String> one = stands::get;
    running.add(one);
    busy.set(true);
    return () -> {
      running.remove(one);
      busy.set(!running.isEmpty());
    };
  }

  /** Whether anything is being done. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** What is being done, and how far. */
  public List<String> stands() {
    return running.stream().map(Supplier::get).toList();
  }

  /** The keys are about to go: none of it comes to its end. */
  void breakOff() {
    brokenOff.addAll(stands());
    running.clear();
    busy.set(false);
  }

  /** What a lock broke off, to be told once. */
  public List<String> takeBrokenOff() {
    List<String> taken = List.copyOf(brokenOff);
    brokenOff.clear();
    return taken;
  }
}
