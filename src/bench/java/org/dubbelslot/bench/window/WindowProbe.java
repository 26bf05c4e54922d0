package org.dubbelslot.bench.window;

import com.sun.prism.GraphicsPipeline;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import org.dubbelslot.Dubbelslot;

/**
 * Starts the program's window as the program does, in a process that has the program's own options,
 * and does in it what the environment variable {@code PROBE} names.
 */
public final class WindowProbe {
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
    Thread.ofPlatform().daemon().start(() -> begin(errands));
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

  /** As soon as there is a toolkit. */
  private static void begin(Errands errands) {
    CountDownLatch begun = new CountDownLatch(1);
    while (begun.getCount() > 0) {
      try {
        Platform.runLater(
            () -> {
              errands.start();
              begun.countDown();
            });
        begun.await();
      } catch (IllegalStateException notYet) {
        sleep();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
