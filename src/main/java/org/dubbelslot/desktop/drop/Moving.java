package org.dubbelslot.desktop.drop;

import java.util.List;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Place;

/** What becomes of entries that are dragged from one folder of the window to another. */
@FunctionalInterface
public interface Moving {
  /** Moves or copies them, on the screen's thread; what takes time is the callee's to put aside. */
  void move(Place from, List<Entry> entries, Destination to);
}
