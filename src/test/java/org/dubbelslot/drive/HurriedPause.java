package org.dubbelslot.drive;

import java.time.Duration;
import java.time.Instant;

/** Time that passes as soon as somebody waits for it. For any number of threads. */
public final class HurriedPause implements Pause {
  private Instant now = Instant.now();

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized void forTime(Duration time) {
    now = now.plus(time);
  }
}
