package org.dubbelslot.egress;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The exchanges under way, so that none is missing from the log when the door closes. */
final class Exchanges {
  private final EgressLog log;
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();
  private final Duration standstill;
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("egress-watch").factory());
  private boolean watching;

  /**
   * Exchanges that are written to {@code log}.
   *
   * @param standstill how long one may stand still before it is broken off
   */
  Exchanges(EgressLog log, Duration standstill) {
    this.log = log;
    this.standstill = standstill;
    watch.setRemoveOnCancelPolicy(true);
  }

  EgressLog log() {
    return log;
  }

  Duration standstill() {
    return standstill;
  }

  Exchange begin(String host, int port, Purpose purpose, InetSocketAddress peer) {
    Exchange exchange = new Exchange(this, host, port, purpose, peer);
    open.add(exchange);
    watch();
    return exchange;
  }

  private synchronized void watch() {
    if (!watching && !watch.isShutdown()) {
      watching = true;
      long nanos = standstill.toNanos();
      watch.scheduleWithFixedDelay(
          () -> open.forEach(exchange -> exchange.breakIfStill(nanos)),
          nanos / 4,
          nanos / 4,
          TimeUnit.NANOSECONDS);
    }
  }

  /** Does something short after a while, unless it is cancelled or the door closes before. */
  synchronized Optional<ScheduledFuture<?>> after(Duration time, Runnable action) {
    return watch.isShutdown()
        ? Optional.empty()
        : Optional.of(watch.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS));
  }

  void ended(Exchange exchange, EgressRecord entry) {
    open.remove(exchange);
    log.add(entry);
  }

  void endAll() {
    synchronized (this) {
      watch.shutdownNow();
    }
    List.copyOf(open).forEach(Exchange::end);
  }
}
