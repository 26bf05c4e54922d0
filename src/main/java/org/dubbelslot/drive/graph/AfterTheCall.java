package org.dubbelslot.drive.graph;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Where the sign-in library works: on threads that begin once the call that asked for the work has
 * returned. Its device code flow (msal4j 1.26) reads a reference to its own answer that the call
 * sets after it has begun the work, and fails with a null pointer when the work is faster.
 *
 * <p>For one call at a time.
 */
final class AfterTheCall {
  private final AtomicReference<CountDownLatch> returned =
      new AtomicReference<>(new CountDownLatch(0));
  private final ExecutorService threads = Executors.newThreadPerTaskExecutor(this::thread);

  /** To be given to the library. */
  ExecutorService threads() {
    return threads;
  }

  /** Makes a call of the library; what it began goes on when this has returned. */
  <T> CompletableFuture<T> call(Supplier<CompletableFuture<T>> call) {
    CountDownLatch now = new CountDownLatch(1);
    returned.set(now);
    try {
      return call.get();
    } finally {
      now.countDown();
    }
  }

  private Thread thread(Runnable work) {
    CountDownLatch call = returned.get();
    return Thread.ofVirtual()
        .name("sign-in")
        .unstarted(
            () -> {
              try {
                call.await();
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
