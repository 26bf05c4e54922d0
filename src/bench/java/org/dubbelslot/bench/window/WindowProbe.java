package org.dubbelslot.bench.window;

import com.sun.prism.GraphicsPipeline;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.dubbelslot.Dubbelslot;

/**
 * Starts the program's window as the program does, in a process that has the program's own options,
 * and does in it what the environment variable {@code PROBE} names.
 */
public final class WindowProbe {
  private static final int TRY_AGAIN_MILLIS = 5;

  private WindowProbe() {}

  /** {@code PROBE}: {@code start}, {@code practice}, or {@code folder} and its arguments. */
  public static void main(String[] arguments) throws Exception {
    String[] probe = System.getenv("PROBE").split(" ");
    Errands errands = new Errands();
    switch (probe[0]) {
      case "start" -> start(errands);
      case "practice" -> practice(errands);
      case "folder" -> new FolderProbe(probe).begin(errands);
      default -> throw new IllegalArgumentException(probe[0]);
    }
    ScheduledExecutorService tries =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
    var _ =
        tries.scheduleWithFixedDelay(
            () -> begin(errands, tries), 0, TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    Dubbelslot.main(new String[0]);
    System.exit(0);
  }

  private static void start(Errands errands) {
    errands.until(() -> Errands.hasFocus("start-join")).then(WindowProbe::usable);
  }

  private static void practice(Errands errands) {
    errands
        .until(() -> Errands.hasFocus("start-join"))
        .until(() -> Errands.press("start-practise"))
        .until(() -> Errands.rows("folder-table") > 0)
        .then(WindowProbe::usable);
  }

  /** A pulse later than what made it so: it was laid out, and is being drawn. */
  private static void usable() {
    System.out.println("usable");
    closeWhenInputEnds();
  }

  private static void closeWhenInputEnds() {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  Thread.onSpinWait();
                }
              } catch (java.io.IOException e) {
                System.err.println(e);
              }
              Platform.runLater(Errands::close);
            });
  }

  /** What draws: {@code es2} for a graphics processor, {@code sw} for none. */
  static String pipeline() {
    return GraphicsPipeline.getPipeline()
        .getClass()
        .getSimpleName()
        .replace("Pipeline", "")
        .toLowerCase(Locale.ROOT);
  }

  /** Tries until there is a toolkit, which only the program itself starts. */
  private static void begin(Errands errands, ScheduledExecutorService tries) {
    try {
      Platform.runLater(errands::start);
    } catch (IllegalStateException notYet) {
      return;
    }
    tries.shutdown();
  }
}
