package org.dubbelslot.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts requests, resource units and bytes since a mark, and throttles who spends too much. */
final class Meter {
  private final Supplier<Settings> settings;
  private final Throttle throttle = new Throttle(System::nanoTime);
  private final Map<Cost, Count> counts = new EnumMap<>(Cost.class);
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private Instant since = Instant.now();
  private long bytesIn;
  private long bytesOut;

  /** How often, and for how much. */
  private record Count(long requests, long units) {
    Count plus(int moreUnits) {
      return new Count(requests + 1, units + moreUnits);
    }
  }

  Meter(Supplier<Settings> settings) {
    this.settings = settings;
  }

  /** Counts a request; gives the answer that turns it away if the units are spent. */
  Optional<Answer> charge(Cost cost, Call call) {
    synchronized (this) {
      counts.merge(cost, new Count(1, cost.units()), (a, b) -> a.plus(cost.units()));
    }
    if (cost.units() == 0) {
      return Optional.empty();
    }
    OptionalLong seconds = throttle.spend(cost.units(), settings.get().unitsPerMinute());
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new GraphException(
                429, "activityLimitReached", "The request has been throttled", "throttledRequest")
            .header("Retry-After", Long.toString(seconds.getAsLong()))
            .answer(call));
  }

  /** Counts how a request ended. */
  synchronized void answered(int status, long received, long sent) {
    statuses.merge(status, 1L, Long::sum);
    bytesIn += received;
    bytesOut += sent;
  }

  /** Begins to count anew. */
  synchronized void mark() {
    counts.clear();
    statuses.clear();
    since = Instant.now();
    bytesIn = 0;
    bytesOut = 0;
  }

  /** Everything since the mark. */
  synchronized ObjectNode json() {
    ObjectNode node =
        Json.object()
            .put("since", since.toString())
            .put("requests", counts.values().stream().mapToLong(Count::requests).sum())
            .put("units", counts.values().stream().mapToLong(Count::units).sum())
            .put("bytesIn", bytesIn)
            .put("bytesOut", bytesOut);
    ObjectNode kinds = node.putObject("kinds");
    counts.forEach(
        (cost, count) ->
            kinds
                .putObject(cost.name().toLowerCase(Locale.ROOT))
                .put("requests", count.requests())
                .put("units", count.units()));
    ObjectNode ended = node.putObject("statuses");
    statuses.forEach((status, times) -> ended.put(status.toString(), times));
    return node;
  }
}
