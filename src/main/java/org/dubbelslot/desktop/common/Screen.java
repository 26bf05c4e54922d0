package org.dubbelslot.desktop.common;

import javafx.scene.Node;

/** One thing at a time in the middle of the window. For the screen's thread. */
public interface Screen {
  /** What is shown; always the same node. */
  Node view();

  /** It is in front now. */
  default void shown() {}

  /** Something else is in front now. */
  default void hidden() {}
}
