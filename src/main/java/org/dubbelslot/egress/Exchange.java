package org.dubbelslot.egress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One exchange under way: counts until it ends, then enters the log once. */
final class Exchange {
  private final Exchanges owner;
  private final Instant began = Instant.now();
  private final String host;
  private final int port;
  private final Purpose purpose;
  private final String peer;
  private final AtomicLong out = new AtomicLong();
  private final AtomicLong in = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();

  Exchange(Exchanges owner, String host, int port, Purpose purpose, InetSocketAddress peer) {
    this.owner = owner;
    this.host = bare(host);
    this.port = port;
    this.purpose = purpose;
    this.peer = spell(peer);
  }

  void sent(long bytes) {
    out.addAndGet(bytes);
  }

  void received(long bytes) {
    in.addAndGet(bytes);
  }

  void end() {
    if (ended.compareAndSet(false, true)) {
      owner.ended(this, new EgressRecord(began, host, port, purpose, out.get(), in.get(), peer));
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
