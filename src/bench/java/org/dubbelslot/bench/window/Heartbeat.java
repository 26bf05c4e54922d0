package org.dubbelslot.bench.window;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * Asks the screen's thread for a sign of life again and again, and measures how long that takes.
 */
final class Heartbeat {
  private static final int REST_MILLIS = 2;

  private final List<Double> millis = new ArrayList<>();
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heartbeat").factory());

  Heartbeat() {
    var _ = beats.scheduleWithFixedDelay(this::beat, 0, REST_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void beat() {
    CountDownLatch answered = new CountDownLatch(1);
    long asked = System.nanoTime();
    Platform.runLater(answered::countDown);
    try {
      answered.await();
      note((System.nanoTime() - asked) / 1e6);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note(double took) {
    millis.add(took);
  }

  /** Ends it: milliseconds from each asking to its answer. */
  synchronized double[] end() {
    beats.shutdownNow();
    return millis.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
