package org.dubbelslot.bench.window;

import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The least that a JavaFX program can be: a window with one button. */
public final class OneButton {
  private OneButton() {}

  /** Prints {@code usable} at the pulse after the button has the focus; ends when input ends. */
  public static void main(String[] arguments) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Platform.setImplicitExit(false);
    Platform.startup(
        () -> {
          Button button = new Button("One");
          Stage stage = new Stage();
          stage.setScene(new Scene(new StackPane(button), 1100, 720));
          stage.setOnHidden(hidden -> ended.countDown());
          new Focused(button).start();
          stage.show();
        });
    System.in.read();
    Platform.runLater(Platform::exit);
  }

  private static final class Focused extends AnimationTimer {
    private final Button button;

    Focused(Button button) {
      this.button = button;
    }

    @Override
    public void handle(long now) {
      if (button.isFocused()) {
        stop();
        System.out.println("usable");
      }
    }
  }
}
