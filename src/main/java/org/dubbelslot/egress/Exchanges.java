package org.dubbelslot.egress;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The exchanges under way, so that none is missing from the log when the door closes. */
final class Exchanges {
  private final EgressLog log;
  private final Set<Exchange> open = ConcurrentHashMap.newKeySet();

  Exchanges(EgressLog log) {
    this.log = log;
  }

  Exchange begin(String host, int port, Purpose purpose, InetSocketAddress peer) {
    Exchange exchange = new Exchange(this, host, port, purpose, peer);
    open.add(exchange);
    return exchange;
  }

  void ended(Exchange exchange, EgressRecord entry) {
    open.remove(exchange);
    log.add(entry);
  }

  void endAll() {
    List.copyOf(open).forEach(Exchange::end);
  }
}
