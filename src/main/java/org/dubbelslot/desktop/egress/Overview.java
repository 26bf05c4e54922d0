package org.dubbelslot.desktop.egress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.egress.Purpose;

/**
 * What a choice leaves of the record of connections.
 *
 * @param rows the connections, sorted
 * @param sent bytes of these
 * @param received bytes of these
 * @param hosts all hosts of the record, whatever was chosen: unknown ones first
 */
record Overview(List<EgressRecord> rows, long sent, long received, List<HostTotal> hosts) {
  static final Overview EMPTY = new Overview(List.of(), 0, 0, List.of());

  /** By what the connections can be sorted. */
  enum Order {
    TIME,
    HOST,
    PURPOSE,
    SENT,
    RECEIVED,
    STATUS;

    private Comparator<EgressRecord> comparator(boolean ascending) {
      Comparator<EgressRecord> comparator =
          switch (this) {
            case TIME -> Comparator.comparing(EgressRecord::time);
            case HOST -> Comparator.comparing(EgressRecord::host);
            case PURPOSE -> Comparator.comparing(EgressRecord::purpose);
            case SENT -> Comparator.comparingLong(EgressRecord::bytesOut);
            case RECEIVED -> Comparator.comparingLong(EgressRecord::bytesIn);
            case STATUS -> Comparator.comparingInt(EgressRecord::status);
          };
      return ascending ? comparator : comparator.reversed();
    }
  }

  /**
   * What the person wants to see.
   *
   * @param text part of host or peer; empty: any
   * @param host the only one
   * @param purpose the only one
   * @param order by what it is sorted
   * @param ascending smallest first
   */
  record Choice(
      String text,
      Optional<String> host,
      Optional<Purpose> purpose,
      Order order,
      boolean ascending) {
    static final Choice ALL = new Choice("", Optional.empty(), Optional.empty(), Order.TIME, false);

    Choice withText(String other) {
      return new Choice(other, host, purpose, order, ascending);
    }

    Choice withHost(Optional<String> other) {
      return new Choice(text, other, purpose, order, ascending);
    }

    Choice withPurpose(Optional<Purpose> other) {
      return new Choice(text, host, other, order, ascending);
    }

    Choice withOrder(Order other, boolean smallestFirst) {
      return new Choice(text, host, purpose, other, smallestFirst);
    }

    private boolean takes(EgressRecord entry, String lower) {
      return (host.isEmpty() || host.get().equals(entry.host()))
          && (purpose.isEmpty() || purpose.get() == entry.purpose())
          && (lower.isEmpty() || entry.host().contains(lower) || entry.peer().contains(lower));
    }
  }

  /**
   * All that went to one host.
   *
   * @param host its name
   * @param kind what it is for
   * @param connections how many there were
   * @param sent bytes
   * @param received bytes
   */
  record HostTotal(String host, HostKind kind, long connections, long sent, long received) {
    private HostTotal plus(EgressRecord entry) {
      return new HostTotal(
          host, kind, connections + 1, sent + entry.bytesOut(), received + entry.bytesIn());
    }
  }

  /**
   * Chooses, sorts and adds up: not for the screen's thread.
   *
   * @param all oldest first
   */
  static Overview of(List<EgressRecord> all, KnownHosts known, Choice choice) {
    String lower = choice.text().strip().toLowerCase(Locale.ROOT);
    List<EgressRecord> rows = new ArrayList<>();
    Map<String, HostTotal> totals = new LinkedHashMap<>();
    long sent = 0;
    long received = 0;
    for (EgressRecord entry : all) {
      totals.compute(
          entry.host(),
          (host, total) ->
              (total == null ? new HostTotal(host, known.kind(host), 0, 0, 0) : total).plus(entry));
      if (choice.takes(entry, lower)) {
        rows.add(entry);
        sent += entry.bytesOut();
        received += entry.bytesIn();
      }
    }
    rows.sort(choice.order().comparator(choice.ascending()));
    List<HostTotal> hosts = new ArrayList<>(totals.values());
    hosts.sort(
        Comparator.comparing((HostTotal total) -> total.kind() != HostKind.UNKNOWN)
            .thenComparing(Comparator.comparingLong(HostTotal::connections).reversed())
            .thenComparing(HostTotal::host));
    return new Overview(rows, sent, received, hosts);
  }
}
