package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limit in front of a tenant that is played, on a clock that is played too. */
class TenantLimitTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void usesMostOfWhatTheTenantAllowsAndIsSeldomRefused(long seed) {
    for (int perMinute : List.of(300, 1_200, 6_000)) {
      PlayedTenant tenant = new PlayedTenant(seed, perMinute, 16);
      tenant.run(MINUTE.multipliedBy(5));
      PlayedTenant.Count before = tenant.count();
      tenant.run(MINUTE.multipliedBy(30));
      PlayedTenant.Count count = tenant.count().minus(before);
      String seeded = "seed %d, %d a minute: %s".formatted(seed, perMinute, count);
      assertThat(count.good()).as(seeded).isGreaterThan((long) (0.95 * 30 * perMinute));
      assertThat(count.refused()).as(seeded).isLessThan((long) (0.02 * count.good()));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void findsALimitThatRoseAndOneThatFell(long seed) {
    PlayedTenant tenant = new PlayedTenant(seed, 600, 16);
    tenant.run(MINUTE.multipliedBy(10));
    tenant.allow(4_800);
    tenant.run(MINUTE.multipliedBy(5));
    PlayedTenant.Count before = tenant.count();
    tenant.run(MINUTE.multipliedBy(10));
    PlayedTenant.Count risen = tenant.count().minus(before);
    assertThat(risen.good()).as("seed %d: %s", seed, risen).isGreaterThan(7 * 4_800);

    tenant.allow(600);
    tenant.run(MINUTE.multipliedBy(3));
    before = tenant.count();
    tenant.run(MINUTE.multipliedBy(10));
    PlayedTenant.Count fallen = tenant.count().minus(before);
    assertThat(fallen.refused()).as("seed %d: %s", seed, fallen).isLessThan(600);
    assertThat(fallen.good()).as("seed %d: %s", seed, fallen).isGreaterThan(6 * 600);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void usesAllThreadsWhereNothingIsRefused(long seed) {
    PlayedTenant tenant = new PlayedTenant(seed, Integer.MAX_VALUE, 16);
    tenant.run(Duration.ofSeconds(2));
    assertThat(tenant.limit().size()).as("seed %d", seed).isGreaterThanOrEqualTo(16);
    assertThat(tenant.mostUnderWay()).as("seed %d", seed).isEqualTo(16);
  }

  @Test
  void isReducedOnceForAllThatWereUnderWayTogether() {
    TenantLimit limit = new TenantLimit();
    Instant now = Instant.EPOCH;
    List<TenantLimit.Ticket> together = new ArrayList<>();
    while (limit.admits(Kind.BYTES, false)) {
      together.add(limit.begin(Kind.BYTES, now));
    }
    double before = limit.size();
    for (TenantLimit.Ticket ticket : together) {
      limit.refused(ticket, now);
    }
    assertThat(limit.size()).isEqualTo(before / 2);
    assertThat(limit.underWay()).isZero();
    TenantLimit.Ticket later = limit.begin(Kind.BYTES, now);
    limit.refused(later, now);
    assertThat(limit.size()).isLessThan(before / 2);
  }

  @Test
  void spacesRequestsOutBelowOneAtATime() {
    TenantLimit limit = new TenantLimit();
    Instant now = Instant.EPOCH;
    for (int i = 0; i < 5; i++) {
      TenantLimit.Ticket ticket = limit.begin(Kind.QUESTION, now);
      now = now.plusMillis(100);
      limit.answered(ticket, now);
    }
    while (limit.size() >= 0.25) {
      limit.refused(limit.begin(Kind.QUESTION, now), now);
    }
    limit.begin(Kind.QUESTION, now);
    assertThat(limit.distance(now)).isGreaterThan(Duration.ofMillis(400));
    assertThat(limit.distance(now.plusSeconds(60))).isEqualTo(Duration.ZERO);
    assertThat(limit.distance(now.minusSeconds(3600))).isEqualTo(Duration.ZERO);
  }

  @Test
  void shrinksWhenAnswersTakeFarLongerThanUsual() {
    TenantLimit limit = new TenantLimit();
    Instant now = Instant.EPOCH;
    for (int i = 0; i < 100; i++) {
      TenantLimit.Ticket ticket = limit.begin(Kind.QUESTION, now);
      now = now.plusMillis(100);
      limit.answered(ticket, now);
    }
    double before = limit.size();
    for (int i = 0; i < 10; i++) {
      TenantLimit.Ticket ticket = limit.begin(Kind.QUESTION, now);
      now = now.plusSeconds(8);
      limit.answered(ticket, now);
    }
    assertThat(limit.size()).isLessThan(before);
  }

  @ParameterizedTest
  @CsvSource({"QUESTION,4", "BYTES,4"})
  void letsQuestionsPassLongTransfersAndTransfersPassManyQuestions(Kind kind, int room) {
    TenantLimit limit = new TenantLimit();
    Instant now = Instant.EPOCH;
    for (int i = 0; i < room; i++) {
      assertThat(limit.admits(Kind.BYTES, false)).isTrue();
      limit.begin(Kind.BYTES, now);
    }
    assertThat(limit.admits(Kind.BYTES, false)).isFalse();
    assertThat(limit.admits(Kind.QUESTION, true)).isTrue();
    List<Kind> order = new ArrayList<>();
    TenantLimit busy = new TenantLimit();
    for (int i = 0; i < 100; i++) {
      boolean bytes = busy.admits(Kind.BYTES, true);
      boolean question = busy.admits(Kind.QUESTION, true);
      assertThat(bytes).isNotEqualTo(question);
      Kind next = bytes ? Kind.BYTES : Kind.QUESTION;
      order.add(next);
      busy.answered(busy.begin(next, now), now);
    }
    assertThat(order.stream().filter(kind::equals).count()).isGreaterThanOrEqualTo(20);
    assertThat(order.getFirst()).isEqualTo(Kind.QUESTION);
  }
}
