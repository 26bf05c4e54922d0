package org.dubbelslot.cli;

import java.time.Duration;
import java.time.Instant;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.Waiting;

/** Tells whoever watches a command why nothing happens, when that takes longer than a moment. */
record WaitingShown(Output output, Pause pause) implements Waiting {
  private static final Duration MOMENT = Duration.ofSeconds(3);

  @Override
  public void begins(Why why, Instant until) {
    Duration left = Duration.between(pause.now(), until);
    if (left.compareTo(MOMENT) < 0) {
      return;
    }
    String key =
        switch (why) {
          case THROTTLED -> "files.waits.throttled";
          case FAILED -> "files.waits.failed";
          case DOUBTED -> "files.waits.doubted";
        };
    output.progress(key, left.toSeconds());
  }
}
