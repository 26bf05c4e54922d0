package org.dubbelslot.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.logging.Filter;
import java.util.logging.Logger;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.ProgramLog;
import org.dubbelslot.workplace.Services;

/** Opens the window from a program that is no JavaFX application itself. */
public final class Desktop {
  /** Held here, because a logger that nobody holds forgets its filter. */
  private static final Logger TOOLKIT = Logger.getLogger("javafx");

  private Desktop() {}

  /** Whether there is a screen to open a window on. */
  public static boolean isPossible() {
    return isPossible(
        System.getProperty("os.name", ""),
        System.getProperty("glass.platform", ""),
        System.getenv());
  }

  /** On Linux the toolkit draws through X11, also under Wayland; elsewhere there is a screen. */
  static boolean isPossible(String system, String platform, Map<String, String> environment) {
    return !system.startsWith("Linux")
        || platform.equalsIgnoreCase("Headless")
        || !environment.getOrDefault("DISPLAY", "").isEmpty();
  }

  /**
   * Opens the window, or hands the files to the one that is open for the same person; returns when
   * that window has closed, and everything behind it. To be called once in the life of a program.
   *
   * @param home the person's folder, or its usual place
   * @param files to take up first; may be empty
   * @param locale the person's; Dutch is spoken in Dutch, all others in English
   * @throws IllegalStateException when called a second time
   * @throws UnsupportedOperationException when there is no screen after all
   */
  public static void open(
      Services.Factory factory, Optional<Home> home, List<Path> files, Locale locale) {
    open(factory, home, files, locale, shown -> {});
  }

  /** As above; {@code then} is given the window when it is shown, on the screen's thread. */
  static void open(
      Services.Factory factory,
      Optional<Home> home,
      List<Path> files,
      Locale locale,
      Consumer<MainWindow> then) {
    TOOLKIT.setFilter(exceptClassPathWarning(TOOLKIT.getFilter()));
    Services services = factory.open(home);
    CompletableFuture<MainWindow> window = new CompletableFuture<>();
    Optional<OneWindow> only;
    try {
      only =
          OneWindow.become(
              services.home().create().state(),
              files,
              later ->
                  window.thenApplyAsync(there -> there.comeForward(later), Platform::runLater));
    } catch (IOException e) {
      services.close();
      throw new UncheckedIOException(e);
    }
    if (only.isEmpty()) {
      services.close();
      return;
    }
    MainWindow.Whose whose = MainWindow.Whose.of(services, locale);
    CountDownLatch ended = new CountDownLatch(1);
    services.hold(only.get());
    try {
      services.hold(ProgramLog.open(services.home()));
    } catch (IOException e) {
      // A window without a log is better than none; the problem report says that there is none.
      System.getLogger(Desktop.class.getName())
          .log(System.Logger.Level.WARNING, "no log can be kept", e);
    }
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) ->
            System.getLogger(Desktop.class.getName())
                .log(System.Logger.Level.ERROR, "a thread ended by a fault", thrown));
    Platform.setImplicitExit(false);
    try {
      Platform.startup(
          () -> {
            MainWindow made = new MainWindow(new Stage(), factory, whose, ended::countDown);
            made.open(files);
            window.complete(made);
            then.accept(made);
          });
    } catch (UnsupportedOperationException noScreenAfterAll) {
      services.close();
      throw noScreenAfterAll;
    }
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Platform.exit();
    }
  }

  /**
   * The toolkit lies on the class path, as all libraries of this program: one class path, one cache
   * of loaded classes. That it warns of this is right, but nothing that a person could act upon.
   */
  static Filter exceptClassPathWarning(Filter others) {
    return warning ->
        (warning.getMessage() == null
                || !warning.getMessage().startsWith("Unsupported JavaFX configuration"))
            && (others == null || others.isLoggable(warning));
  }
}
