package org.dubbelslot.desktop.egress;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.custody.DirectoryAddress;
import org.dubbelslot.custody.Joined;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.egress.EgressRecord;
import org.dubbelslot.workplace.Services;

/**
 * The record of connections as it is shown, and as it grows while somebody looks. All that takes
 * time with {@value #MOST} of them happens in the background. For the screen's thread.
 */
final class ConnectionsModel {
  /** The newest ones are shown; the file holds fewer. */
  static final int MOST = 100_000;

  private final Frame frame;
  private final ReadOnlyObjectWrapper<Overview> overview =
      new ReadOnlyObjectWrapper<>(Overview.EMPTY);
  private final Queue<EgressRecord> incoming = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean announced = new AtomicBoolean();
  private final List<EgressRecord> all = new ArrayList<>();

  /** Read from the file; the same ones may still be on their way from the log. */
  private final Set<EgressRecord> read = new HashSet<>();

  private Overview.Choice choice = Overview.Choice.ALL;
  private KnownHosts known = new KnownHosts(Optional.empty());
  private Optional<Runnable> listening = Optional.empty();
  private boolean loaded;
  private boolean busy;
  private boolean again;

  private record Loaded(List<EgressRecord> history, KnownHosts known) {}

  ConnectionsModel(Frame frame) {
    this.frame = frame;
  }

  /** What is to be seen now. */
  ReadOnlyObjectProperty<Overview> overviewProperty() {
    return overview.getReadOnlyProperty();
  }

  /** What hosts are for. */
  HostKind kind(String host) {
    return known.kind(host);
  }

  /** Whether the record is complete: its file could be written the last time. */
  boolean isComplete() {
    return log().failure().isEmpty();
  }

  /** Somebody looks: reads what there is, and goes on with what comes. */
  void begin() {
    if (listening.isPresent()) {
      return;
    }
    listening = Optional.of(log().onRecord(this::hear));
    loaded = false;
    EgressLog log = log();
    Services services = frame.desk().services();
    frame
        .background()
        .run(
            () -> new Loaded(log.history(MOST), known(services)),
            this::loaded,
            e -> {
              frame.fail(frame.desk().describe(e));
              loaded(new Loaded(log.records(), known));
            });
  }

  /** Nobody looks any more. */
  void end() {
    listening.ifPresent(Runnable::run);
    listening = Optional.empty();
    incoming.clear();
  }

  /** Shows something else of it. */
  void choose(UnaryOperator<Overview.Choice> change) {
    Overview.Choice changed = change.apply(choice);
    if (!changed.equals(choice)) {
      choice = changed;
      refresh();
    }
  }

  private EgressLog log() {
    return frame.desk().services().egress().log();
  }

  private static KnownHosts known(Services services) throws Exception {
    return new KnownHosts(
        Joined.in(services.home().folder())
            .map(Joined::directory)
            .filter(DirectoryAddress::isWeb)
            .map(address -> URI.create(address.text()).getHost())
            .map(host -> host.toLowerCase(Locale.ROOT)));
  }

  /** On the thread that ended the exchange. */
  private void hear(EgressRecord entry) {
    incoming.add(entry);
    if (announced.compareAndSet(false, true)) {
      frame.background().onScreen(this::take);
    }
  }

  private void take() {
    announced.set(false);
    if (!loaded) {
      return;
    }
    boolean grown = false;
    for (EgressRecord entry = incoming.poll(); entry != null; entry = incoming.poll()) {
      if (!read.remove(entry)) {
        all.add(entry);
        grown = true;
      }
    }
    if (grown) {
      all.subList(0, Math.max(0, all.size() - MOST)).clear();
      refresh();
    }
  }

  private void loaded(Loaded found) {
    if (listening.isEmpty()) {
      return;
    }
    all.clear();
    all.addAll(found.history());
    read.clear();
    read.addAll(found.history().subList(Math.max(0, all.size() - 1000), all.size()));
    known = found.known();
    loaded = true;
    take();
    refresh();
  }

  private void refresh() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    List<EgressRecord> now = new ArrayList<>(all);
    Overview.Choice chosen = choice;
    KnownHosts hosts = known;
    frame
        .background()
        .run(
            () -> Overview.of(now, hosts, chosen),
            seen -> {
              busy = false;
              overview.set(seen);
              if (again) {
                refresh();
              }
            },
            e -> {
              busy = false;
              frame.fail(frame.desk().describe(e));
            });
  }
}
