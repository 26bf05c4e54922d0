package org.dubbelslot.desktop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javafx.stage.Stage;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.Theme;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TransferService;
import org.dubbelslot.transfer.TransferSnapshot;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Home;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.dubbelslot.workplace.Workplace;
import org.testfx.util.WaitForAsyncUtils;

/** The program's own screens at somebody's computer in a {@link World}, wired as the program is. */
public final class RealWindow extends AtWindow {
  /** So often does it tick in five minutes. */
  private static final int TICKS = 60;

  private static final Duration TICK = Duration.ofSeconds(5);
  private static final int PATIENCE_SECONDS = 30;

  private final World world;
  private final AtomicReference<Instant> now = new AtomicReference<>(World.NOW);
  private final TestServices services;
  private final AtomicLong lived = new AtomicLong();
  private final Stopped clock = new Stopped();
  private Work work;

  /** The clock on the wall of this computer, which goes on only when a test says so. */
  private final class Stopped extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(instant(), zone);
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }

  /** Opens it, locked. */
  public RealWindow(World world, String person) throws Exception {
    this(world, person, Optional::empty);
  }

  /** As above, where the organisation has decided something. */
  public RealWindow(World world, String person, Supplier<Optional<byte[]>> organisation)
      throws Exception {
    this.world = world;
    this.services = new TestServices(world.home(person), clock, organisation);
    Background background = Stages.background();
    Services.Factory factory =
        where -> new TestServices(where.map(Home::folder).orElse(world.home(person)), clock);
    Words words = Words.in(Language.NL);
    stages.show(
        Theme.LIGHT,
        1100,
        720,
        () -> {
          work =
              new Work(
                  new Outside(
                      factory,
                      words,
                      background,
                      WindowSettings.forgotten(),
                      computer(),
                      Optional.empty(),
                      practice -> {},
                      () -> {},
                      () -> {}),
                  services);
          return work.root();
        });
    Stages.onScreen(work::begin);
  }

  /** Waiting for a drive takes no time here; before the locks are opened. */
  public RealWindow hurried() {
    services.hurried();
    return this;
  }

  private Computer computer() {
    Computer real = Computer.real(this::stage);
    return new Computer(
        real.copies(), real.dialogs(), clock, () -> System.nanoTime() + lived.get());
  }

  private Stage stage() {
    return stages.stage();
  }

  /** Types the passphrase, and waits for the place. */
  public void unlock() throws Exception {
    stages.find("#passphrase");
    Stages.onScreen(
        () ->
            work.desk()
                .unlock(
                    SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8)),
                    failure -> {
                      throw new AssertionError(failure.code());
                    }));
    stages.find("#place-" + World.PLACE);
  }

  /** Gives files to the folder that is shown, as a drop or a second start of the program does. */
  public void drop(Path... files) {
    Stages.onScreen(() -> work.take(List.of(files)));
  }

  /** Answers the question about a drop as it stands. */
  public void startDrop() throws Exception {
    press("#drop-start");
  }

  /** Waits until something holds, which is not asked on the screen's thread. */
  public static void until(Callable<Boolean> holds) throws Exception {
    WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, holds);
  }

  /** How the transfers stand. */
  public TransferSnapshot transfers() throws Exception {
    return service().snapshot();
  }

  /** What carries them. */
  public TransferService service() throws Exception {
    return workplace().transferService();
  }

  /** Waits until so many files have arrived, for as long as anything moves. */
  public void untilArrived(int files) throws Exception {
    TransferSnapshot before = TransferSnapshot.NOTHING;
    while (true) {
      try {
        until(() -> transfers().totals().filesDone() >= files && transfers().isIdle());
        return;
      } catch (TimeoutException e) {
        TransferSnapshot stands = transfers();
        if (stands.equals(before)) {
          throw new AssertionError(stands + " " + stages.texts(), e);
        }
        before = stands;
      }
    }
  }

  /** The person's open workplace. */
  public Workplace workplace() {
    return work.desk().workplace().orElseThrow();
  }

  /** Whether the keys are gone. */
  public boolean isLocked() {
    return Stages.on(() -> work.desk().workplace().isEmpty());
  }

  /** The true names in the place's root, as they lie on the drive. */
  public List<String> remote() throws Exception {
    Workplace other = world.workplace(World.MARIJKE);
    SealedTree tree = other.reading(other.place(World.PLACE));
    return tree.list(tree.root()).stream().map(Entry::name).sorted().toList();
  }

  /** So much time passes of which the program knows nothing, and then the window's clock ticks. */
  public void sleep(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
    Stages.onScreen(() -> work.tick(true));
  }

  /** Five minutes pass in which nobody touches anything, and the window ticks as it does. */
  public void fiveMinutes() {
    for (int i = 0; i < TICKS; i++) {
      lived.addAndGet(TICK.toNanos());
      sleep(TICK);
    }
  }

  /** Somebody touches the window. */
  public void touch() {
    Stages.onScreen(work::touched);
  }

  /** The person closes the window. */
  public void askToClose(Runnable inBackground, Runnable stop) {
    Stages.onScreen(() -> work.askToClose(inBackground, stop));
  }

  /** The person wants the locks closed now. */
  public void lock() throws Exception {
    press("#lock-now");
    until(this::isLocked);
  }

  @Override
  public void close() throws Exception {
    work.close();
    stages.close();
    services.close();
  }
}
