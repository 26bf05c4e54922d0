package org.dubbelslot.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One exchange under way: counts until it ends, then enters the log once. */
final class Exchange {
  /** Fewer bytes than these in all the time that an exchange may stand still are no movement. */
  private static final long CRAWL = 4 << 10;

  private final Exchanges owner;
  private final Instant began = Instant.now();
  private final String host;
  private final int port;
  private final Purpose purpose;
  private final String peer;
  private final AtomicLong out = new AtomicLong();
  private final AtomicLong in = new AtomicLong();
  private volatile int status;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicLong moved = new AtomicLong();
  private volatile long movedAt = System.nanoTime();
  private volatile boolean awaited = true;
  private volatile long pausedAt;
  private final List<Runnable> breaking = new CopyOnWriteArrayList<>();

  Exchange(Exchanges owner, String host, int port, Purpose purpose, InetSocketAddress peer) {
    this.owner = owner;
    this.host = bare(host);
    this.port = port;
    this.purpose = purpose;
    this.peer = spell(peer);
  }

  void sent(long bytes) {
    out.addAndGet(bytes);
    moves(bytes);
  }

  void received(long bytes) {
    in.addAndGet(bytes);
    moves(bytes);
  }

  /** The head of the answer has come. */
  void answered(int code) {
    status = code;
  }

  /** Whether anything that was asked or answered has passed. */
  boolean hasMoved() {
    return out.get() > 0 || in.get() > 0;
  }

  /** What to do, perhaps several times, when the exchange stands still for too long. */
  void onStandstill(Runnable action) {
    breaking.add(action);
  }

  /** Whether we wait for the other side now; while it waits for us, nobody counts the time. */
  void awaited(boolean now) {
    if (now != awaited) {
      long time = System.nanoTime();
      if (now) {
        movedAt += time - pausedAt;
      } else {
        pausedAt = time;
      }
      awaited = now;
    }
  }

  /** Breaks the exchange off when it has stood still for that long. */
  void breakIfStill(long nanos) {
    if (awaited && System.nanoTime() - movedAt > nanos) {
      breaking.forEach(Runnable::run);
    }
  }

  private void moves(long bytes) {
    if (moved.addAndGet(bytes) >= CRAWL) {
      moved.set(0);
      movedAt = System.nanoTime();
    }
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      owner.ended(
          this, new EgressRecord(began, host, port, purpose, out.get(), in.get(), peer, status));
    }
  }

  /** Lower case and without the brackets in which a URI writes an IPv6 address. */
  static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") && lower.endsWith("]")
        ? lower.substring(1, lower.length() - 1)
        : lower;
  }

  private static String spell(InetSocketAddress socket) {
    InetAddress address = socket.getAddress();
    if (address == null) {
      return "";
    }
    String text = address.getHostAddress();
    return (text.contains(":") ? "[" + text + "]" : text) + ":" + socket.getPort();
  }
}
