package org.dubbelslot.bench.window;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/**
 * Asks the screen's thread for a sign of life again and again, and measures how long that takes.
 */
final class Heartbeat {
  private static final int REST_MILLIS = 2;

  private final List<Double> millis = new ArrayList<>();
  private volatile boolean ended;

  Heartbeat() {
    Thread.ofPlatform().daemon().name("heartbeat").start(this::beat);
  }

  private void beat() {
    try {
      while (!ended) {
        CountDownLatch answered = new CountDownLatch(1);
        long asked = System.nanoTime();
        Platform.runLater(answered::countDown);
        answered.await();
        note((System.nanoTime() - asked) / 1e6);
        Thread.sleep(REST_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note(double took) {
    millis.add(took);
  }

  /** Ends it: milliseconds from each asking to its answer. */
  synchronized double[] end() {
    ended = true;
    return millis.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
