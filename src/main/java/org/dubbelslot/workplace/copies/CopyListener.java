package org.dubbelslot.workplace.copies;

import java.util.List;

/** Follows working copies; called by any thread, and must not block. */
public interface CopyListener {
  /** What there is now, in the order in which it came to be. */
  void changed(List<Copy> copies);

  /** What the person should know. */
  void told(CopyEvent event);
}
