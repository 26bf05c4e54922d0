package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowingConsumer;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.transfer.TransferSnapshot.Line;
import org.dubbelslot.transfer.TransferSnapshot.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Transfers while a window is open")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TransferServiceTest {
  private static final String PLACE = "werk";
  private static final int LARGE = 6 << 20;
  private static final int AT_ONCE = 4;
  private static final String BREAK =
      "[{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":1000,\"skip\":4,\"times\":-1}]";
  private static final String FALL_SILENT =
      "[{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":1000,\"silent\":true,\"skip\":4,"
          + "\"times\":-1}]";
  private static final String FULL =
      "[{\"method\":\"PUT\",\"path\":\"content\",\"status\":507,\"times\":-1}]";
  private static final Putter.Options PLAIN =
      new Putter.Options(Conflict.FAIL, Optional.empty(), false);

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T09:00:00Z"));
  private final BlockingQueue<Object> changes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Transfers.Result> ended = new LinkedBlockingQueue<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile ThrowingConsumer<Throwable> noted = _ -> {};
  private TransferBench bench;
  private Path local;

  @BeforeEach
  void open() throws Exception {
    bench = TransferBench.onSandbox(folder);
    local = Files.createDirectory(folder.resolve("local"));
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private TransferService service(TransferQueue queue) {
    TransferService service =
        new TransferService(
            queue,
            new Transfers.Trees() {
              @Override
              public SealedTree reading(String place) throws Exception {
                gate.await();
                return bench.tree(queue);
              }

              @Override
              public SealedTree writing(String place) throws Exception {
                gate.await();
                return bench.tree(queue);
              }
            },
            new TransferService.Settings(AT_ONCE, this::code, now::get));
    service.listen(
        new TransferService.Listener() {
          @Override
          public void changed() {
            changes.add(now);
          }

          @Override
          public void ended(Job job, Transfers.Result result) {
            ended.add(result);
          }
        });
    return service;
  }

  private String code(Throwable failure) {
    noted.accept(failure);
    return failure.getClass().getSimpleName();
  }

  /** Waits for changes until it stands so. */
  private TransferSnapshot until(TransferService service, Predicate<TransferSnapshot> holds)
      throws InterruptedException {
    TransferSnapshot snapshot = service.snapshot();
    while (!holds.test(snapshot)) {
      assertThat(changes.poll(60, TimeUnit.SECONDS)).as("a change of %s", snapshot).isNotNull();
      snapshot = service.snapshot();
    }
    return snapshot;
  }

  private static Predicate<TransferSnapshot> done(int files) {
    return snapshot -> snapshot.totals().filesDone() == files;
  }

  private static Predicate<TransferSnapshot> only(State state) {
    return snapshot ->
        !snapshot.lines().isEmpty()
            && snapshot.lines().stream().allMatch(line -> line.state() == state);
  }

  private void put(TransferService service, Path... files) throws Exception {
    try (TransferBatch batch = service.begin()) {
      Entry.Folder root = batch.writing(PLACE).root();
      for (Path file : files) {
        batch.put(PLACE, root, SourceFile.of(file), PLAIN);
      }
    }
  }

  private Path file(String name, int size) throws IOException {
    return Files.write(local.resolve(name), TransferBench.bytes(size, name.hashCode()));
  }

  private List<String> remote() throws Exception {
    SealedTree tree = bench.tree();
    return tree.list(tree.root()).stream().map(Entry::name).sorted().toList();
  }

  private static Line line(TransferSnapshot snapshot) {
    assertThat(snapshot.lines()).hasSize(1);
    return snapshot.lines().getFirst();
  }

  @Test
  @DisplayName("carries what is added at any time, and tells of each")
  void atAnyTime() throws Exception {
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      put(service, file("Één.txt", 100), file("twee.txt", 200));
      until(service, done(2));
      put(service, file("drie.txt", 300));
      TransferSnapshot snapshot = until(service, done(1));
      assertThat(snapshot.isIdle()).isTrue();
      assertThat(snapshot.totals().bytes()).as("counted anew").isEqualTo(300);
      assertThat(snapshot.finished()).hasSize(3);
      assertThat(snapshot.finished().getFirst().task().name()).isEqualTo("drie.txt");
      service.fold();
      assertThat(service.snapshot().finished()).isEmpty();
    }
    assertThat(remote()).containsExactly("drie.txt", "twee.txt", "Één.txt");
    assertThat(ended).hasSize(3).allMatch(Transfers.Result.Put.class::isInstance);
  }

  @Test
  @DisplayName("brings files back, too, and goes on when the person resumes one")
  void brings() throws Exception {
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      Path original = file("heen.bin", LARGE);
      put(service, original);
      until(service, done(1));
      Path back = Files.createDirectory(folder.resolve("back"));
      try (TransferBatch batch = service.begin()) {
        SealedTree tree = batch.reading(PLACE);
        for (Entry entry : tree.list(tree.root())) {
          batch.get(
              PLACE,
              (Entry.SealedFile) entry,
              entry.name(),
              back,
              new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false));
        }
      }
      until(service, done(1).and(TransferSnapshot::isIdle));
      until(service, snapshot -> snapshot.finished().size() == 2);
      assertThat(back.resolve("heen.bin")).hasSameBinaryContentAs(original);
    }
  }

  @Test
  @DisplayName("puts one aside in the middle, over a restart, and goes on from there")
  void paused() throws Exception {
    Path file = file("groot.bin", LARGE);
    bench.faults(FALL_SILENT);
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      put(service, file);
      Line carried = line(until(service, sent(1 << 20)));
      while (!isSealed(queue, carried.id())) {
        Thread.onSpinWait();
      }
      service.pause(carried.id());
      until(service, only(State.PAUSED));
    }
    bench.noFaults();
    bench.forgetRequests();
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      service.takeOver(true);
      Line left = line(service.snapshot());
      assertThat(left.state()).as("put aside stays put aside").isEqualTo(State.PAUSED);
      service.resume(left.id());
      until(service, done(1));
    }
    assertThat(bench.requests("POST", "createUploadSession")).as("no new upload").isEmpty();
    assertThat(remote()).containsExactly("groot.bin");
    assertThat(bench.spooled()).isEmpty();
  }

  /** All ciphertext is there, so that the upload can be gone on with. */
  private static boolean isSealed(TransferQueue queue, long id) throws IOException {
    return queue
        .find(id)
        .flatMap(Job::begun)
        .flatMap(begun -> JobJson.upload(begun).sealed())
        .isPresent();
  }

  /** So much of the only one is there; asked for without a change, since progress tells none. */
  private Predicate<TransferSnapshot> sent(long bytes) {
    return snapshot -> {
      boolean there = snapshot.lines().stream().anyMatch(line -> line.done() >= bytes);
      if (!there) {
        changes.add(bytes);
      }
      return there;
    };
  }

  @Test
  @DisplayName("waits for a lost network, and goes on by itself when it is back")
  void lostNetwork() throws Exception {
    bench.faults(BREAK);
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      put(service, file("groot.bin", LARGE), file("klein.txt", 10));
      TransferSnapshot waiting =
          until(service, s -> s.waiting().isPresent() && s.totals().running() == 0);
      assertThat(waiting.waiting().get().why()).isInstanceOf(DriveException.Unreachable.class);
      assertThat(waiting.waiting().get().again()).contains(now.get().plusSeconds(5));
      service.tick();
      assertThat(service.snapshot().waiting()).as("too early").isPresent();
      now.updateAndGet(time -> time.plusSeconds(6));
      service.tick();
      TransferSnapshot again =
          until(
              service,
              s ->
                  s.waiting().flatMap(TransferSnapshot.Wait::again).stream()
                      .anyMatch(time -> time.equals(now.get().plusSeconds(10))));
      assertThat(again.totals().failed()).isZero();
      bench.noFaults();
      now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
      service.tick();
      until(service, s -> s.totals().filesDone() == s.totals().files());
    }
    assertThat(remote()).containsExactly("groot.bin", "klein.txt");
  }

  @Test
  @DisplayName("goes on after a restart with what was merely waiting")
  void restart() throws Exception {
    bench.faults(BREAK);
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      put(service, file("a.bin", LARGE), file("b.bin", LARGE));
      until(service, s -> s.waiting().isPresent());
    }
    bench.noFaults();
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      service.takeOver(false);
      assertThat(service.snapshot().lines()).hasSize(2).allMatch(l -> l.state() == State.PAUSED);
      service.resumeAll();
      until(service, done(2));
    }
    assertThat(remote()).containsExactly("a.bin", "b.bin");
  }

  @Test
  @DisplayName("does not count for failed what lost the network just as the window was closed")
  void lostWhileClosing() throws Exception {
    CountDownLatch noting = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    noted =
        _ -> {
          noting.countDown();
          try {
            closing.await();
          } catch (InterruptedException e) {
            // The service was closed: that is what is waited for, and the failure stays what it is.
          }
        };
    bench.faults(BREAK);
    try (TransferQueue queue = bench.queue()) {
      TransferService service = service(queue);
      put(service, file("a.bin", LARGE));
      assertThat(noting.await(1, TimeUnit.MINUTES)).isTrue();
      service.close();
    }
    bench.noFaults();
    noted = _ -> {};
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      service.takeOver(true);
      until(service, done(1));
    }
    assertThat(remote()).containsExactly("a.bin");
  }

  @Test
  @DisplayName("gives one up in the middle: no session, no ciphertext, no job, the name is free")
  void cancelled() throws Exception {
    bench.faults(FALL_SILENT);
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      put(service, file("groot.bin", LARGE));
      Line carried = line(until(service, sent(1 << 20)));
      bench.noFaults();
      service.cancel(carried.id());
      TransferSnapshot none = until(service, s -> s.lines().isEmpty());
      assertThat(none.totals().files()).isZero();
      assertThat(queue.size()).isZero();
      put(service, file("groot.bin", 100));
      until(service, done(1));
    }
    assertThat(bench.spooled()).isEmpty();
    assertThat(remote()).containsExactly("groot.bin");
  }

  @Test
  @DisplayName("ends what will not pass, tries it again when asked, and takes it anew when dropped")
  void failed() throws Exception {
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      Path file = file("dubbel.txt", 10);
      put(service, file);
      until(service, done(1));
      put(service, file);
      Line failed = line(until(service, only(State.FAILED)));
      assertThat(failed.why().orElseThrow()).isInstanceOf(TransferException.NameTaken.class);
      assertThat(failed.code()).contains("NameTaken");
      service.retryAll();
      Line again = line(until(service, only(State.FAILED).and(s -> line(s).id() != failed.id())));
      service.cancel(again.id());
      assertThat(service.snapshot().lines()).isEmpty();
    }
  }

  @Test
  @DisplayName("loses no click of pause or cancel that comes just as something stops the transfer")
  void clickedWhileItEnds() throws Exception {
    bench.faults(FULL);
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      noted = onSecondNote(() -> service.pause(line(service.snapshot()).id()));
      put(service, file("klein.txt", 10));
      Line paused = line(until(service, only(State.PAUSED)));
      noted = onSecondNote(() -> service.cancel(paused.id()));
      service.resume(paused.id());
      until(service, s -> s.lines().isEmpty() && s.totals().files() == 0);
      assertThat(queue.size()).isZero();
    }
  }

  /** The first is of the attempt, the second of settling what becomes of the job. */
  private static ThrowingConsumer<Throwable> onSecondNote(ThrowingCallable click) {
    AtomicInteger notes = new AtomicInteger();
    return _ -> {
      if (notes.incrementAndGet() == 2) {
        click.call();
      }
    };
  }

  @Test
  @DisplayName("puts one aside that waits, and carries it when it is resumed")
  void pausesWaiting() throws Exception {
    bench.faults(FALL_SILENT);
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      Path[] large = new Path[AT_ONCE];
      for (int i = 0; i < AT_ONCE; i++) {
        large[i] = file("groot " + i, LARGE);
      }
      put(service, large);
      TransferSnapshot silent = until(service, s -> s.totals().running() == AT_ONCE);
      put(service, file("klein.txt", 10));
      Line waiting = until(service, s -> s.lines().size() == AT_ONCE + 1).lines().getLast();
      assertThat(waiting.state()).isEqualTo(State.WAITING);
      service.pause(waiting.id());
      bench.noFaults();
      for (Line line : silent.lines()) {
        service.cancel(line.id());
      }
      Line paused = line(until(service, s -> s.lines().size() == 1));
      assertThat(paused.id()).isEqualTo(waiting.id());
      assertThat(paused.state()).isEqualTo(State.PAUSED);
      service.resume(paused.id());
      until(service, done(1));
    }
    assertThat(remote()).containsExactly("klein.txt");
  }

  @Test
  @DisplayName("writes at the end of a drop what was dropped, though many others are read first")
  void writesAtOnce() throws Exception {
    int many = TransferBoard.ENOUGH + AT_ONCE;
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      service.pauseAll();
      put(service, files(many));
      until(service, s -> s.lines().size() == many);
      put(service, file("nog een", 10));
      try (TransferQueue ofAnother = bench.queue()) {
        assertThat(ofAnother.others()).hasSize(many + 1);
      }
      service.resumeAll();
      until(service, done(many + 1));
    }
  }

  private Path[] files(int count) throws Exception {
    Path[] files = new Path[count];
    for (int i = 0; i < count; i++) {
      files[i] = file("bestand %03d".formatted(i), 1000 + i);
    }
    return files;
  }

  @Test
  @DisplayName("takes the same file once, however often it is dropped")
  void twice() throws Exception {
    gate = new CountDownLatch(1);
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      service.pauseAll();
      gate.countDown();
      Path file = file("een.txt", 10);
      put(service, file, file);
      put(service, file);
      assertThat(service.snapshot().totals().files()).isEqualTo(1);
      service.resumeAll();
      until(service, done(1));
    }
    assertThat(remote()).containsExactly("een.txt");
  }

  @Test
  @DisplayName("shows few of ten thousand, and gives all up at once, also those that still come")
  void many() throws Exception {
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      service.pauseAll();
      TransferBatch batch = service.begin();
      Entry.Folder root = batch.writing(PLACE).root();
      SourceFile like = SourceFile.of(file("een.txt", 1000));
      for (int i = 0; i < 10_000; i++) {
        Path path = local.resolve("bestand " + i);
        batch.put(PLACE, root, new SourceFile(path, like.size(), like.modified()), PLAIN);
      }
      TransferSnapshot snapshot = until(service, s -> !s.lines().isEmpty());
      assertThat(snapshot.lines()).hasSizeLessThanOrEqualTo(256);
      assertThat(snapshot.more() + snapshot.lines().size()).isEqualTo(10_000);
      assertThat(snapshot.totals().bytes()).isEqualTo(10_000_000);
      service.cancelAll();
      assertThat(service.snapshot().totals().files()).isZero();
      assertThat(queue.size()).isZero();
      assertThatThrownBy(() -> batch.put(PLACE, root, like, PLAIN))
          .isInstanceOf(DriveException.Stopped.class);
      batch.close();
      service.resumeAll();
      assertThat(service.snapshot().isIdle()).isTrue();
    }
  }

  @Test
  @DisplayName("pauses all and goes on, and lists a folder once for all that go into it")
  void pausesAll() throws Exception {
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      Path[] files = files(40);
      try (TransferBatch batch = service.begin()) {
        Entry.Folder root = batch.writing(PLACE).root();
        service.pauseAll();
        for (Path file : files) {
          batch.put(PLACE, root, SourceFile.of(file), PLAIN);
        }
        assertThat(service.snapshot().paused()).isTrue();
        assertThat(service.snapshot().totals().running()).isZero();
        service.resumeAll();
      }
      until(service, done(files.length));
    }
    assertThat(bench.requests("GET", "children")).hasSize(1);
    assertThat(remote()).hasSize(40);
  }

  @Test
  @DisplayName("waits when a place cannot be opened, and tells how fast it goes")
  void placeClosed() throws Exception {
    gate = new CountDownLatch(1);
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      Path file = file("groot.bin", LARGE);
      Task.Put task =
          new Task.Put(
              PLACE,
              Task.Target.of(bench.tree().root()),
              "groot.bin",
              file,
              LARGE,
              SourceFile.of(file).modified(),
              PLAIN);
      service.add(task);
      Line opening = line(until(service, only(State.RUNNING)));
      service.pause(opening.id());
      until(service, only(State.PAUSED));
      gate.countDown();
      service.resume(opening.id());
      until(service, done(1));
      now.updateAndGet(time -> time.plusSeconds(2));
      service.tick();
      assertThat(Arrays.asList(service.snapshot().totals().rate())).containsExactly(0.0);
    }
  }

  @Test
  @DisplayName("counts a drop as one, though its first file is done before the second is added")
  void firstDoneBeforeSecondAdded() throws Exception {
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      try (TransferBatch batch = service.begin()) {
        Entry.Folder root = batch.writing(PLACE).root();
        batch.expect(2, 500);
        assertThat(service.snapshot().totals().files()).isEqualTo(2);
        batch.put(PLACE, root, SourceFile.of(file("een.txt", 200)), PLAIN);
        TransferSnapshot first = until(service, done(1));
        assertThat(first.totals().files()).isEqualTo(2);
        assertThat(first.totals().bytes()).isEqualTo(500);
        assertThat(first.isIdle()).as("more is being added").isFalse();
        batch.put(PLACE, root, SourceFile.of(file("twee.txt", 300)), PLAIN);
        assertThat(service.snapshot().totals().files()).isEqualTo(2);
        until(service, done(2));
      }
      assertThat(until(service, TransferSnapshot::isIdle).totals().files()).isEqualTo(2);
      put(service, file("drie.txt", 100));
      assertThat(until(service, TransferSnapshot::isIdle).totals().files()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("counts no longer what was announced and never came")
  void announcedAndNeverCame() throws Exception {
    try (TransferQueue queue = bench.queue();
        TransferService service = service(queue)) {
      try (TransferBatch batch = service.begin()) {
        batch.expect(3, 900);
        batch.put(PLACE, batch.writing(PLACE).root(), SourceFile.of(file("een.txt", 200)), PLAIN);
      }
      TransferSnapshot end = until(service, TransferSnapshot::isIdle);
      assertThat(end.totals().files()).isEqualTo(1);
      assertThat(end.totals().bytes()).isEqualTo(200);
    }
  }
}
