package org.dubbelslot.desktop.folder;

import java.time.Duration;
import javafx.animation.PauseTransition;

/** The toolkit's clock. */
final class ScreenClock implements Later {
  @Override
  public Runnable after(Duration delay, Runnable action) {
    PauseTransition pause = new PauseTransition(javafx.util.Duration.millis(delay.toMillis()));
    pause.setOnFinished(ended -> action.run());
    pause.play();
    return pause::stop;
  }
}
