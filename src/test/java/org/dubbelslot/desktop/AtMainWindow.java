package org.dubbelslot.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.words.Language;
import org.dubbelslot.workplace.Services;
import org.testfx.api.FxToolkit;

/** A person at the program's own window, which a test opened on a computer of its own. */
abstract class AtMainWindow extends AtWindow {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<MainWindow> window = new AtomicReference<>();

  /**
   * Opens it.
   *
   * @param factory whose services without a folder are the person's own
   * @param show opens the window that was made
   */
  final void open(
      Services.Factory factory, Language language, Computer computer, Consumer<MainWindow> show)
      throws Exception {
    MainWindow.Whose whose =
        MainWindow.Whose.of(factory.open(Optional.empty()), Locale.of(language.tag()));
    FxToolkit.registerPrimaryStage();
    stages.stage(FxToolkit.registerStage(Stage::new));
    Stages.onScreen(
        () -> {
          Platform.setImplicitExit(false);
          window.set(new MainWindow(stages.stage(), factory, whose, computer, ended::countDown));
          show.accept(window.get());
          stages.stage().requestFocus();
        });
  }

  final MainWindow window() {
    return window.get();
  }

  /** Another start of the program hands its files over. */
  public void handOver(Path... given) {
    Stages.onScreen(() -> window().comeForward(List.of(given)));
  }

  /** What stands in the window's title. */
  public String title() {
    return Stages.on(() -> stages.stage().getTitle());
  }

  /** The person closes the window. */
  public void pressClose() {
    Stages.onScreen(
        () ->
            stages
                .stage()
                .fireEvent(new WindowEvent(stages.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    Stages.settle();
  }

  /** Waits until the program has ended. */
  public void awaitEnd() throws Exception {
    assertThat(ended.await(60, TimeUnit.SECONDS)).as("everything has closed").isTrue();
  }
}
