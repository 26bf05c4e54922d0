package org.dubbelslot.desktop.harddays;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import org.dubbelslot.desktop.common.Stages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two thousand; {@code -Dharddays.files=10000} for as many as the issue asks. */
@DisplayName("Very many files dropped at once")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class ManyFilesDroppedTest extends HardDay {
  private static final int FILES = Integer.getInteger("harddays.files", 2_000);
  private static final long MEMORY = 300L << 20;

  @Test
  @DisplayName("are asked about soon, leave the window alive, and all arrive")
  void allArrive() throws Exception {
    begin();
    Path many = Files.createDirectories(folder.resolve("veel"));
    Path[] files =
        IntStream.range(0, FILES).mapToObj(i -> many.resolve("bestand " + i)).toArray(Path[]::new);
    for (Path file : files) {
      Files.writeString(file, file.toString());
    }
    long before = used();
    AtomicLong longest = new AtomicLong();
    AnimationTimer timer = Stages.on(() -> started(longest));
    long dropped = System.nanoTime();
    window.drop(files);
    window.stages.awaitText("bestanden");
    window.stages.find("#drop-start");
    long asked = System.nanoTime();
    window.startDrop();
    window.untilArrived(FILES);
    long arrived = System.nanoTime();
    Stages.onScreen(timer::stop);
    long grown = used() - before;
    System.getLogger("harddays")
        .log(
            System.Logger.Level.INFO,
            "{0} files: asked after {1} ms, arrived after {2} s, longest pause {3} ms, {4} MiB"
                + " more",
            FILES,
            (asked - dropped) / 1_000_000,
            (arrived - dropped) / 1_000_000_000,
            longest.get(),
            grown >> 20);
    assertThat(window.remote()).hasSize(FILES);
    assertThat(longest.get()).as("longest pause in ms").isLessThan(1_500);
    assertThat(grown).as("bytes in memory").isLessThan(MEMORY);
  }

  private static AnimationTimer started(AtomicLong longest) {
    AnimationTimer timer =
        new AnimationTimer() {
          private long before;

          @Override
          public void handle(long now) {
            if (before > 0) {
              longest.accumulateAndGet((now - before) / 1_000_000, Math::max);
            }
            before = now;
          }
        };
    timer.start();
    return timer;
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
