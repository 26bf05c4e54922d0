package org.dubbelslot.desktop.transfers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.transfer.Job;
import org.dubbelslot.transfer.Task;
import org.dubbelslot.transfer.TransferService;
import org.dubbelslot.transfer.TransferSnapshot;
import org.dubbelslot.transfer.Transfers;
import org.dubbelslot.words.Failure;
import org.dubbelslot.words.Failures;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Workplace;

/**
 * What the window shows of the transfers of whoever is at work, and what it lets be done about
 * them. It goes on with what an earlier run left as soon as the desk opens, unless all was paused.
 *
 * <p>For the screen's thread. Somebody calls {@link #tick} each second.
 */
public final class TransfersModel {
  private static final String PAUSED = "transfers.paused";

  private final Frame frame;
  private final TransferWords told;
  private final ObservableList<TransferRow> rows = FXCollections.observableArrayList();

  /** Held, because a list that nobody holds forgets its listeners. */
  private final ObservableList<TransferRow> seen = FXCollections.unmodifiableObservableList(rows);

  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper amount = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(0);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyObjectWrapper<TransferSnapshot> snapshot =
      new ReadOnlyObjectWrapper<>(TransferSnapshot.NOTHING);
  private final ReadOnlyObjectWrapper<Optional<Failure>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty finishedShown = new SimpleBooleanProperty(false);
  private final List<Consumer<Task>> arrivals = new CopyOnWriteArrayList<>();

  /** How many changes were told since nothing was to be shown. */
  private final AtomicInteger changes = new AtomicInteger();

  private Optional<TransferService> service = Optional.empty();
  private Optional<DriveWait> driveWait = Optional.empty();
  private boolean ticking;

  private record DriveWait(Notice.DriveWaits notice, Instant until) {}

  /** An order to the service, which may take time. */
  @FunctionalInterface
  private interface Order {
    void to(TransferService service) throws Exception;
  }

  /** Follows the desk of {@code frame}. */
  public TransfersModel(Frame frame) {
    this.frame = frame;
    this.told = new TransferWords(frame.words());
    frame.desk().onNotice(this::notice);
    frame.desk().stateProperty().addListener((seen, before, state) -> desk(state));
    finishedShown.addListener((seen, before, now) -> show(snapshot.get()));
    desk(frame.desk().stateProperty().get());
    show(TransferSnapshot.NOTHING);
  }

  private void desk(Desk.State state) {
    service = Optional.empty();
    driveWait = Optional.empty();
    show(TransferSnapshot.NOTHING);
    if (state instanceof Desk.State.Open) {
      boolean goOn = !frame.settings().holds(PAUSED);
      frame.desk().run(workplace -> begin(workplace, goOn), this::begun, frame::fail);
    }
  }

  private TransferService begin(Workplace workplace, boolean goOn) throws Exception {
    TransferService opened = workplace.transferService();
    opened.listen(
        new TransferService.Listener() {
          @Override
          public void changed() {
            TransfersModel.this.changed(opened);
          }

          @Override
          public void ended(Job job, Transfers.Result result) {
            if (!(result instanceof Transfers.Result.Failed)) {
              frame.background().onScreen(() -> arrivals.forEach(one -> one.accept(job.task())));
            }
          }
        });
    if (!goOn) {
      opened.pauseAll();
    }
    opened.takeOver(true);
    return opened;
  }

  private void begun(TransferService opened) {
    service = Optional.of(opened);
    changed(opened);
  }

  /** From any thread; many changes are shown at once. */
  private void changed(TransferService carrying) {
    if (changes.getAndIncrement() == 0) {
      look(carrying);
    }
  }

  /**
   * Looks how it stands, away from the screen's thread, which the transfers would keep waiting, and
   * again where that has changed meanwhile; one look after the other, so that the last one holds.
   */
  private void look(TransferService carrying) {
    AtomicInteger seen = new AtomicInteger();
    frame
        .background()
        .run(
            () -> {
              seen.set(changes.get());
              return carrying.snapshot();
            },
            now -> {
              if (service.equals(Optional.of(carrying))) {
                show(now);
              }
              if (!changes.compareAndSet(seen.get(), 0)) {
                look(service.orElse(carrying));
              }
            },
            e -> changes.set(0));
  }

  /** Has {@code listener} told, on the screen's thread, of each file that was carried. */
  public void onArrival(Consumer<Task> listener) {
    arrivals.add(listener);
  }

  /** To be called each second: measures, counts down, and goes on where the time has come. */
  public void tick() {
    if (service.isEmpty() || ticking) {
      return;
    }
    ticking = true;
    TransferService carrying = service.get();
    frame
        .background()
        .run(
            () -> {
              carrying.tick();
              return carrying.snapshot();
            },
            now -> {
              ticking = false;
              if (service.equals(Optional.of(carrying))) {
                show(now);
              }
            },
            e -> ticking = false);
  }

  private void notice(Notice notice) {
    if (notice instanceof Notice.DriveWaits waits) {
      driveWait = Optional.of(new DriveWait(waits, now().plus(waits.left())));
      show(snapshot.get());
    }
  }

  private Instant now() {
    return frame.desk().services().pause().now();
  }

  /** Shows how it stands. */
  void show(TransferSnapshot now) {
    List<TransferRow> shown = new ArrayList<>();
    now.lines().forEach(line -> shown.add(told.row(line, now())));
    if (finishedShown.get()) {
      now.finished().forEach(one -> shown.add(told.row(one)));
    }
    fill(shown);
    TransferSnapshot.Totals totals = now.totals();
    fraction.set(totals.bytes() == 0 ? 0 : (double) totals.bytesDone() / totals.bytes());
    summary.set(told.summary(now));
    title.set(told.title(now));
    amount.set(told.amount(now));
    busy.set(!now.isIdle());
    hint.set(hint(now));
    trouble.set(
        now.waiting()
            .filter(wait -> wait.again().isEmpty())
            .map(wait -> new Failures(frame.words()).describe(wait.why(), Optional.empty())));
    snapshot.set(now);
  }

  /** What stays the same stays the same object, so that its line is not made anew. */
  private void fill(List<TransferRow> shown) {
    for (int i = 0; i < shown.size(); i++) {
      if (i == rows.size()) {
        rows.addAll(shown.subList(i, shown.size()));
      } else if (!rows.get(i).equals(shown.get(i))) {
        rows.set(i, shown.get(i));
      }
    }
    if (rows.size() > shown.size()) {
      rows.remove(shown.size(), rows.size());
    }
  }

  private String hint(TransferSnapshot now) {
    if (now.waiting().isPresent()) {
      return told.waiting(now.waiting().get(), now());
    }
    Duration left =
        driveWait.map(wait -> Duration.between(now(), wait.until())).orElse(Duration.ZERO);
    return left.isPositive() && now.totals().running() > 0
        ? told.driveWaits(driveWait.get().notice().why(), left)
        : "";
  }

  private void order(Order order) {
    frame
        .desk()
        .run(
            workplace -> {
              order.to(workplace.transferService());
              return null;
            },
            done -> service.ifPresent(this::changed),
            frame::fail);
  }

  /** Puts one aside. */
  void pause(long id) {
    order(carrying -> carrying.pause(id));
  }

  /** Goes on with one, or tries it again. */
  void resume(long id) {
    order(carrying -> carrying.resume(id));
  }

  /** Gives one up. */
  void cancel(long id) {
    order(carrying -> carrying.cancel(id));
  }

  /** Pauses all, also over the end of the program. */
  public void pauseAll() {
    remember(true);
    order(TransferService::pauseAll);
  }

  /** Goes on with all. */
  public void resumeAll() {
    remember(false);
    order(TransferService::resumeAll);
  }

  private void remember(boolean paused) {
    frame.settings().put(PAUSED, paused);
    frame.saveSettings(frame::fail);
  }

  /** Tries all again that something stopped, and what all wait for. */
  public void retryAll() {
    order(TransferService::retryAll);
  }

  /** Gives all up. */
  public void cancelAll() {
    order(TransferService::cancelAll);
  }

  /** Forgets those that are done. */
  void fold() {
    order(TransferService::fold);
  }

  /** The lines of the list. */
  ObservableList<TransferRow> rows() {
    return seen;
  }

  /** Whether the list ends with those that are done. */
  BooleanProperty finishedShownProperty() {
    return finishedShown;
  }

  /** How all stands. */
  ReadOnlyObjectProperty<TransferSnapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** All in one line. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** How much of all is there, and how fast it goes. */
  ReadOnlyStringProperty amountProperty() {
    return amount.getReadOnlyProperty();
  }

  /** What belongs into the window's title while something is carried; empty otherwise. */
  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  /** Why nothing goes on, and when it does; empty while it goes on. */
  public ReadOnlyStringProperty hintProperty() {
    return hint.getReadOnlyProperty();
  }

  /** What only the person can do something about, so that anything goes on. */
  ReadOnlyObjectProperty<Optional<Failure>> troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** How much of all is there, from 0 to 1. */
  public ReadOnlyDoubleProperty fractionProperty() {
    return fraction.getReadOnlyProperty();
  }

  /** Whether something is to be carried. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
