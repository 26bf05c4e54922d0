package org.dubbelslot.desktop;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.layout.StackPane;
import org.dubbelslot.desktop.common.Screen;

/** Which screen is in front. */
final class Screens {
  private final StackPane stack = new StackPane();
  private final ReadOnlyObjectWrapper<Optional<Screen>> front =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  StackPane view() {
    return stack;
  }

  ReadOnlyObjectProperty<Optional<Screen>> frontProperty() {
    return front.getReadOnlyProperty();
  }

  /** Puts {@code screen} in front. */
  void show(Screen screen) {
    if (front.get().equals(Optional.of(screen))) {
      return;
    }
    front.get().ifPresent(Screen::hidden);
    stack.getChildren().setAll(screen.view());
    front.set(Optional.of(screen));
    screen.shown();
  }
}
