package org.dubbelslot.drive.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dubbelslot.drive.Pause;

/**
 * The items that were made a moment ago. Graph may say for some seconds that it does not know them.
 * Safe for several threads.
 */
final class FreshItems {
  private static final Duration MOMENT = Duration.ofMinutes(2);
  private static final int MOST = 10_000;

  private final Pause pause;
  private final Map<String, Instant> made = new LinkedHashMap<>();

  FreshItems(Pause pause) {
    this.pause = pause;
  }

  synchronized void made(String id) {
    made.put(id, pause.now());
    if (made.size() > MOST) {
      made.remove(made.keySet().iterator().next());
    }
  }

  synchronized void deleted(String id) {
    made.remove(id);
  }

  synchronized boolean contains(String id) {
    Instant at = made.get(id);
    return at != null && at.plus(MOMENT).isAfter(pause.now());
  }
}
