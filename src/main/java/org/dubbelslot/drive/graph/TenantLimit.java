package org.dubbelslot.drive.graph;

import java.time.Duration;
import java.time.Instant;

/**
 * How many requests to one tenant may be under way, found by trying: Graph does not say how many it
 * allows, and counts those that it refuses.
 *
 * <p>It begins small and grows by one with each good answer. When the tenant refuses, or answers
 * several times slower than before, it is halved, once for all requests that were under way
 * together; from there it grows back in a straight line to where it was refused within {@link
 * #RECOVERY}, and beyond that slowly at first, doubling in twice that time, so that it stays near
 * the limit and still finds a higher one. Below one request at a time it means a part of the time:
 * then requests are spaced out.
 *
 * <p>Only arithmetic: {@link TenantGate} holds the threads back. Not safe for several threads.
 */
final class TenantLimit {
  /** The time to grow back to where the tenant refused. */
  static final Duration RECOVERY = Duration.ofSeconds(40);

  private static final double FIRST = 4;
  private static final double LEAST = 1.0 / 1024;
  private static final double MOST = 64;
  private static final double BACK_OFF = 0.5;

  /** Questions that may be under way beyond the limit, so that they pass long transfers. */
  private static final int FOR_QUESTIONS = 2;

  /** So many questions pass before a waiting transfer has its turn. */
  private static final int MOST_IN_A_ROW = 4;

  private static final int SLOWER = 4;
  private static final Duration SLOW = Duration.ofSeconds(2);

  private double size = FIRST;
  private double refusedAt = MOST;
  private boolean probing = true;
  private Instant growsFrom = Instant.MIN;
  private long reductions;
  private double reopened = MOST;
  private int underWay;
  private int questionsInARow;
  private Instant lastBegun = Instant.MIN;
  private double usualSeconds = Double.NaN;
  private double newestSeconds = Double.NaN;

  /**
   * A request that was let through.
   *
   * @param reductions how often the limit had been reduced when it began
   */
  record Ticket(Kind kind, Instant begun, long reductions) {}

  /** How many requests may be under way now; less than one for a part of the time. */
  double size() {
    return size;
  }

  int underWay() {
    return underWay;
  }

  /**
   * Whether a request may begin, as far as those under way are concerned.
   *
   * @param otherKindWaits whether a request of the other kind waits as well
   */
  boolean admits(Kind kind, boolean otherKindWaits) {
    double room = Math.max(1, Math.min(size, reopened));
    return switch (kind) {
      case QUESTION ->
          underWay < room + FOR_QUESTIONS
              && !(otherKindWaits && questionsInARow >= MOST_IN_A_ROW && underWay < room);
      case BYTES -> underWay + 1 <= room && !(otherKindWaits && questionsInARow < MOST_IN_A_ROW);
    };
  }

  /** How long the next request has to keep its distance from the last one. */
  Duration distance(Instant now) {
    if (size >= 1 || Double.isNaN(newestSeconds) || lastBegun.isAfter(now)) {
      return Duration.ZERO;
    }
    Instant next = lastBegun.plusNanos((long) (1e9 * newestSeconds / size));
    return next.isAfter(now) ? Duration.between(now, next) : Duration.ZERO;
  }

  Ticket begin(Kind kind, Instant now) {
    underWay++;
    questionsInARow = kind == Kind.QUESTION ? questionsInARow + 1 : 0;
    lastBegun = now;
    return new Ticket(kind, now, reductions);
  }

  /** The request had an answer that was neither a refusal nor the tenant's failure. */
  void answered(Ticket ticket, Instant now) {
    // Growth is for those who use what they have.
    boolean used = underWay + 1 >= size;
    underWay--;
    reopened = Math.min(MOST, reopened + 1);
    if (ticket.kind() == Kind.QUESTION && slower(ticket, now)) {
      reduce(ticket, now);
    } else if (used) {
      grow(now);
    }
  }

  /** The tenant refused to look at the request. */
  void refused(Ticket ticket, Instant now) {
    underWay--;
    reduce(ticket, now);
  }

  /** The request broke or failed for a reason that says nothing about the limit. */
  void failed() {
    underWay--;
  }

  private void reduce(Ticket ticket, Instant now) {
    if (ticket.reductions() != reductions) {
      // It began before the last reduction, which was for it as well.
      return;
    }
    // A limit that was not used up is not what was refused.
    refusedAt = Math.max(LEAST, Math.min(size, Math.max(1, underWay + 1)));
    size = Math.max(LEAST, refusedAt * BACK_OFF);
    refusedAt = Math.max(refusedAt, size);
    probing = false;
    growsFrom = now;
    reductions++;
  }

  /**
   * The tenant wants to be left alone until then; that time is no proof of anything. What waits
   * meanwhile does not burst in together: one begins, and each good answer lets one more in.
   */
  void closedUntil(Instant time) {
    reopened = 1;
    growsFrom = time.isAfter(growsFrom) ? time : growsFrom;
  }

  private void grow(Instant now) {
    if (probing) {
      size = Math.min(MOST, size + 1);
      return;
    }
    double passed = (double) Duration.between(growsFrom, now).toMillis() / RECOVERY.toMillis();
    double wanted =
        passed <= 1
            ? refusedAt * (BACK_OFF + (1 - BACK_OFF) * Math.max(0, passed))
            : refusedAt * Math.pow(2, Math.min(16, (passed - 1) / 2));
    size = Math.clamp(wanted, size, Math.min(MOST, size + 1));
  }

  /** Notes how long a question took; true when it is far longer than usual. */
  private boolean slower(Ticket ticket, Instant now) {
    double seconds = Math.max(0, Duration.between(ticket.begun(), now).toNanos() / 1e9);
    if (Double.isNaN(usualSeconds)) {
      usualSeconds = seconds;
      newestSeconds = seconds;
      return false;
    }
    newestSeconds += (seconds - newestSeconds) / 8;
    // The usual follows quickly downwards and slowly upwards.
    usualSeconds += (newestSeconds - usualSeconds) / (newestSeconds < usualSeconds ? 8 : 256);
    return newestSeconds > Math.max(SLOWER * usualSeconds, usualSeconds + SLOW.toSeconds());
  }
}
