package org.dubbelslot.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SegmentRingTest {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  /** Is at work until it is allowed to end. */
  private final class LongWork implements SegmentRing.Slot {
    @Override
    public void work() {
      begun.countDown();
      try {
        mayEnd.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      events.add("worked");
    }

    @Override
    public void wipe() {
      events.add("wiped");
    }
  }

  /** Fails at once. */
  private final class FailingWork implements SegmentRing.Slot {
    private final Throwable failure;

    FailingWork(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public void work() throws FloeException {
      switch (failure) {
        case FloeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalArgumentException(failure);
      }
    }

    @Override
    public void wipe() {
      events.add("wiped");
    }
  }

  @Test
  void anInterruptedWaitEndsAndClosingStillWaitsForTheWorker() throws Exception {
    try (FloeWorkers workers = FloeWorkers.pool(1)) {
      SegmentRing<LongWork> ring = new SegmentRing<>(workers, LongWork::new);
      ring.submit(ring.take());
      begun.await();
      Thread.currentThread().interrupt();
      assertThatThrownBy(ring::awaitOldest).isInstanceOf(InterruptedIOException.class);
      Thread release = Thread.ofVirtual().start(mayEnd::countDown);
      ring.close();
      assertThat(Thread.interrupted()).as("still interrupted after closing").isTrue();
      release.join();
    }
    assertThat(events).containsExactly("worked", "wiped");
  }

  @Test
  void aFailureReachesWhoeverTakesTheSlotBack() {
    for (Throwable failure :
        List.of(new FloeException.SegmentAltered(3), new OutOfMemoryError("none left"))) {
      SegmentRing<FailingWork> ring =
          new SegmentRing<>(FloeTestKit.inline(), () -> new FailingWork(failure));
      ring.submit(ring.take());
      assertThatThrownBy(ring::awaitOldest).isSameAs(failure);
      ring.close();
    }
    assertThat(events).containsExactly("wiped", "wiped");
  }

  @Test
  void noMoreSlotsThanTwiceTheWorkersAndOne() {
    SegmentRing<LongWork> ring = new SegmentRing<>(FloeWorkers.on(Runnable::run, 2), LongWork::new);
    for (int i = 0; i < 5; i++) {
      assertThat(ring.hasFree()).isTrue();
      ring.take();
    }
    assertThat(ring.hasFree()).isFalse();
    assertThatThrownBy(ring::take).isInstanceOf(IllegalStateException.class);
  }
}
