package org.dubbelslot.desktop.common;

import javafx.scene.Node;
import javafx.scene.Parent;

/** Where the keyboard goes. */
public final class Focus {
  private Focus() {}

  /** Gives the focus to the first control under {@code node} that takes it. */
  public static boolean first(Node node) {
    if (node.isDisabled() || !node.isVisible()) {
      return false;
    }
    if (node.isFocusTraversable()) {
      node.requestFocus();
      return true;
    }
    return node instanceof Parent parent
        && parent.getChildrenUnmodifiable().stream().anyMatch(Focus::first);
  }
}
