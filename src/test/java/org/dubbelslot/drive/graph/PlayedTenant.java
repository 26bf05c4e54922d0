package org.dubbelslot.drive.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A tenant that allows so many requests a minute, counts those that it refuses as well, and is
 * besieged by threads that always have something to send. All of it is played, event by event.
 */
final class PlayedTenant {
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final Random random;
  private final TenantLimit limit = new TenantLimit();
  private final int threads;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::number));
  private int perMinute;
  private Instant now = Instant.EPOCH;
  private Instant closedUntil = Instant.EPOCH;
  private double tokens;
  private Instant filled = Instant.EPOCH;
  private int mostUnderWay;
  private long numbers;
  private long good;
  private long refused;

  /** Something that happens: an answer to a ticket, or a time to look again. */
  private record Event(Instant at, long number, TenantLimit.Ticket ticket, boolean allowed) {}

  /** How many requests were answered, and how many refused. */
  record Count(long good, long refused) {
    Count minus(Count before) {
      return new Count(good - before.good, refused - before.refused);
    }
  }

  PlayedTenant(long seed, int perMinute, int threads) {
    this.random = new Random(seed);
    this.perMinute = perMinute;
    this.threads = threads;
    this.tokens = most();
  }

  void allow(int newPerMinute) {
    perMinute = newPerMinute;
  }

  TenantLimit limit() {
    return limit;
  }

  int mostUnderWay() {
    return mostUnderWay;
  }

  Count count() {
    return new Count(good, refused);
  }

  void run(Duration time) {
    Instant end = now.plus(time);
    begin();
    while (!events.isEmpty() && events.peek().at().isBefore(end)) {
      Event event = events.poll();
      now = event.at();
      if (event.ticket() != null) {
        end(event);
      }
      begin();
    }
    now = end;
  }

  private void end(Event event) {
    if (event.allowed()) {
      good++;
      limit.answered(event.ticket(), now);
      return;
    }
    refused++;
    limit.refused(event.ticket(), now);
    // As long as it takes until something is allowed again, in whole seconds, as Graph says it.
    fill();
    double seconds = Math.max(1, (1 - tokens) * 60 / perMinute) + random.nextInt(5);
    Instant until = now.plusSeconds((long) Math.ceil(seconds));
    if (until.isAfter(closedUntil)) {
      closedUntil = until;
      limit.closedUntil(until);
    }
    events.add(new Event(until, numbers++, null, true));
  }

  /** Sends as much as the limit lets through. */
  private void begin() {
    while (limit.underWay() < threads && !closedUntil.isAfter(now)) {
      Duration distance = limit.distance(now);
      if (!distance.isZero()) {
        events.add(new Event(now.plus(distance), numbers++, null, true));
        return;
      }
      Kind kind = random.nextInt(3) == 0 ? Kind.QUESTION : Kind.BYTES;
      if (!limit.admits(kind, false)) {
        return;
      }
      TenantLimit.Ticket ticket = limit.begin(kind, now);
      mostUnderWay = Math.max(mostUnderWay, limit.underWay());
      fill();
      tokens--;
      long millis = 60 + random.nextInt(120);
      events.add(new Event(now.plusMillis(millis), numbers++, ticket, tokens >= 0));
    }
  }

  private void fill() {
    double seconds = Duration.between(filled, now).toMillis() / 1000.0;
    tokens = Math.min(most(), Math.max(tokens, -most()) + seconds * perMinute / 60);
    filled = now;
  }

  private double most() {
    return (double) perMinute * WINDOW.toSeconds() / 60;
  }
}
