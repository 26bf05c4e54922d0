package org.dubbelslot.drive;

import java.time.Duration;
import java.time.Instant;

/** The clock that waiting goes by, so that tests need not wait. */
public interface Pause {
  /** The time now. */
  Instant now();

  /**
   * Lets {@code time} pass.
   *
   * @throws InterruptedException when the thread is interrupted meanwhile
   */
  void forTime(Duration time) throws InterruptedException;

  /** The system's clock. */
  static Pause real() {
    return new Pause() {
      @Override
      public Instant now() {
        return Instant.now();
      }

      @Override
      public void forTime(Duration time) throws InterruptedException {
        Thread.sleep(time);
      }
    };
  }
}
