package org.dubbelslot.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.desktop.settings.Appearance;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.practice.Practice;

/**
 * The one window of a person: filled with a {@link Work} for their own folder or for practice. The
 * program ends when it has closed and everything behind it.
 */
final class MainWindow {
  private static final Duration TICK = Duration.seconds(5);
  private static final WindowBounds USUAL = new WindowBounds(80, 60, 1100, 720);

  private final Stage stage;
  private final Services.Factory factory;
  private final Services own;
  private final Locale locale;
  private Words words;
  private final Computer computer;
  private final Runnable ended;
  private final Background background = Background.ofThisProgram();
  private final WindowSettings settings;
  private final Timeline ticks = new Timeline();
  private Optional<Practice> practice = Optional.empty();
  private Work work;

  /** Files for the person's own folder, which wait until they have practised. */
  private final List<Path> forOwn = new ArrayList<>();

  /** Ends when everything has closed that was shown before {@link #work}. */
  private CompletableFuture<Void> left = CompletableFuture.completedFuture(null);

  private Subscription untilCarried = Subscription.EMPTY;
  private boolean ending;

  /**
   * Whose window it is, with what had to be read from the disk.
   *
   * @param own the person's own services; closed with the window
   * @param settings what the window remembers
   * @param locale the person's; Dutch is spoken in Dutch, all others in English
   * @param words in the language that settings and locale make
   */
  record Whose(Services own, WindowSettings settings, Locale locale, Words words) {
    /** Reads it; not for the screen's thread. */
    static Whose of(Services own, Locale locale) {
      WindowSettings settings = WindowSettings.in(own.home().folder());
      Words words = Words.in(Appearance.of(settings).spoken(locale));
      return new Whose(own, settings, locale, words);
    }
  }

  /**
   * A window that is not shown yet; on the screen's thread.
   *
   * @param ended is run, by a thread of its own, when everything has closed
   */
  MainWindow(Stage stage, Services.Factory factory, Whose whose, Runnable ended) {
    this(stage, factory, whose, Computer.real(() -> stage), ended);
  }

  /** As above, on a computer of a test. */
  MainWindow(
      Stage stage, Services.Factory factory, Whose whose, Computer computer, Runnable ended) {
    this.stage = stage;
    this.factory = factory;
    this.own = whose.own();
    this.locale = whose.locale();
    this.words = whose.words();
    this.computer = computer;
    this.ended = ended;
    this.settings = whose.settings();
  }

  /** Shows it. */
  void open(List<Path> files) {
    open(files, Screen.getScreens().stream().map(Screen::getVisualBounds).toList());
  }

  /** Shows it on {@code screens}. */
  void open(List<Path> files, List<Rectangle2D> screens) {
    work = work(own);
    WindowBounds bounds = WindowBounds.remembered(settings).orElse(USUAL).within(screens);
    Scene scene = new Scene(work.root(), bounds.width(), bounds.height());
    scene.addEventFilter(InputEvent.ANY, event -> work.touched());
    stage.setScene(scene);
    dress();
    stage.setX(bounds.x());
    stage.setY(bounds.y());
    stage.setWidth(bounds.width());
    stage.setHeight(bounds.height());
    stage.setMinWidth(WindowBounds.LEAST_WIDTH);
    stage.setMinHeight(WindowBounds.LEAST_HEIGHT);
    stage.setOnCloseRequest(
        request -> {
          request.consume();
          work.askToClose(this::endWhenDone, this::end);
        });
    ticks.getKeyFrames().setAll(new KeyFrame(TICK, tick -> work.tick(stage.isShowing())));
    ticks.setCycleCount(Animation.INDEFINITE);
    ticks.play();
    stage.show();
    work.begin();
    work.take(files);
  }

  Stage stage() {
    return stage;
  }

  /**
   * Another start of the program wanted a window: here it is.
   *
   * @return false when the program is ending: nothing was taken then
   */
  boolean comeForward(List<Path> files) {
    if (ending) {
      return false;
    }
    untilCarried.unsubscribe();
    // While it was hidden the keys stayed for the transfers: they may be due to go by now.
    work.tick(true);
    stage.show();
    stage.setIconified(false);
    stage.toFront();
    work.take(files);
    return true;
  }

  private Work work(Services services) {
    Work made =
        new Work(
            new Outside(
                factory,
                words,
                background,
                settings,
                computer,
                practice,
                this::practise,
                this::leavePractice,
                this::rebuild),
            services);
    stage.titleProperty().bind(made.titleProperty());
    return made;
  }

  private void dress() {
    Appearance appearance = Appearance.of(settings);
    appearance.theme().apply(stage.getScene(), appearance.textSize());
  }

  private void practise(Practice opened) {
    Optional<Practice> before = practice;
    if (before.isEmpty()) {
      forOwn.addAll(work.leaveWaiting());
    }
    practice = Optional.of(opened);
    exchange(work(opened.services()), before);
  }

  private void leavePractice() {
    work.askToBreakOff(
        () -> {
          Optional<Practice> before = practice;
          practice = Optional.empty();
          forOwn.addAll(work.leaveWaiting());
          Work next = work(own);
          next.take(forOwn);
          forOwn.clear();
          exchange(next, before);
        });
  }

  /** The person speaks another language, or wants another look. */
  private void rebuild() {
    work.askToBreakOff(
        () ->
            background.run(
                () -> Words.in(Appearance.of(settings).spoken(locale)),
                this::rebuild,
                e ->
                    System.getLogger(MainWindow.class.getName())
                        .log(System.Logger.Level.ERROR, "no words", e)));
  }

  private void rebuild(Words spoken) {
    words = spoken;
    Work next = work(practice.map(Practice::services).orElse(own));
    next.take(work.leaveWaiting());
    exchange(next, Optional.empty());
  }

  /**
   * Shows other work. The one before is locked at once, since a screen that nobody sees must ask
   * nothing of a drive any more, and closed behind it.
   */
  private void exchange(Work next, Optional<Practice> practised) {
    if (ending) {
      return;
    }
    Work before = work;
    work = next;
    stage.getScene().setRoot(next.root());
    dress();
    before.desk().lock();
    CompletableFuture<Void> earlier = left;
    CompletableFuture<Void> closed = new CompletableFuture<>();
    left = closed;
    background.run(
        () -> {
          try {
            earlier.join();
            before.close();
            close(practised);
          } finally {
            closed.complete(null);
          }
          return null;
        },
        done -> begin(next),
        e -> {
          log(e);
          begin(next);
        });
  }

  /** Unless something else is shown by now, or nothing any more. */
  private void begin(Work next) {
    if (work == next && !ending) {
      next.begin();
    }
  }

  private static void close(Optional<Practice> practised) throws IOException {
    if (practised.isPresent()) {
      practised.get().close();
    }
  }

  private static void log(Exception e) {
    System.getLogger(MainWindow.class.getName())
        .log(System.Logger.Level.WARNING, "not all was closed", e);
  }

  /** The window goes at once, the program when all is carried. */
  private void endWhenDone() {
    stage.hide();
    untilCarried.unsubscribe();
    untilCarried = work.whenCarried(this::end);
  }

  /** Ends the program, whatever is under way. */
  void end() {
    if (ending) {
      return;
    }
    ending = true;
    ticks.stop();
    if (!stage.isIconified()) {
      new WindowBounds(
              (int) stage.getX(),
              (int) stage.getY(),
              (int) stage.getWidth(),
              (int) stage.getHeight())
          .remember(settings);
    }
    stage.hide();
    // A thread that the program waits for: working copies must be gone before it ends.
    Thread.ofPlatform().name("closing").start(this::closeAll);
  }

  private void closeAll() {
    try {
      left.join();
      work.close();
      close(practice);
      settings.save();
    } catch (IOException e) {
      log(e);
    } finally {
      own.close();
      ended.run();
    }
  }
}
