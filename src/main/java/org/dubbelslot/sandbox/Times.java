package org.dubbelslot.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as Graph writes them: whole seconds, UTC. */
final class Times {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private Times() {}

  static long now() {
    return Instant.now().getEpochSecond();
  }

  static String graph(long epochSecond) {
    return Instant.ofEpochSecond(epochSecond).toString();
  }

  /** The present time without zone, as it stands in {@code innerError.date}. */
  static String graphLocal() {
    return LOCAL.format(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }
}
