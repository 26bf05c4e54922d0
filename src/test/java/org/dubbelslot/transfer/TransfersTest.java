package org.dubbelslot.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.OpenOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The queue of transfers")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TransfersTest {
  private static final String PLACE = "werk";
  private static final int LARGE = 6 << 20;
  private static final String BREAK_FOR_GOOD =
      "[{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":1000,\"skip\":4,\"times\":-1}]";

  @TempDir Path folder;
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

  private static final Putter.Options PLAIN =
      new Putter.Options(Conflict.FAIL, Optional.empty(), false);

  private record Told(Job job, Transfers.Result result) {}

  private List<Told> told = new ArrayList<>();

  private List<Told> put(TransferQueue queue, Putter.Options options, Path... files)
      throws Exception {
    told = new ArrayList<>();
    try (Transfers transfers = bench.transfers(queue, 4)) {
      Entry.Folder root = transfers.writing(PLACE).root();
      for (Path file : files) {
        transfers.put(PLACE, root, SourceFile.of(file), options);
      }
      transfers.run((job, result) -> told.add(new Told(job, result)));
    }
    return told;
  }

  private List<Told> put(Path... files) throws Exception {
    try (TransferQueue queue = bench.queue()) {
      return put(queue, PLAIN, files);
    }
  }

  private Path large(long seed) throws IOException {
    return Files.write(local.resolve("groot.bin"), TransferBench.bytes(LARGE, seed));
  }

  private void breakInTheMiddle(Path file) throws Exception {
    bench.faults(BREAK_FOR_GOOD);
    assertThat(put(file))
        .singleElement()
        .satisfies(one -> assertFailed(one, DriveException.Unreachable.class, true));
    bench.noFaults();
    bench.forgetRequests();
  }

  private List<Entry> remote() throws Exception {
    SealedTree tree = bench.tree();
    return tree.list(tree.root());
  }

  private Told resumeTheOnlyJob() throws Exception {
    told = new ArrayList<>();
    try (TransferQueue queue = bench.queue();
        Transfers transfers = bench.transfers(queue, 4)) {
      assertThat(queue.adopt(queue.others().getFirst())).isTrue();
      transfers.run((job, result) -> told.add(new Told(job, result)));
    }
    assertThat(told).hasSize(1);
    return told.getFirst();
  }

  private static void assertPut(Told one) {
    assertThat(one.result()).isInstanceOf(Transfers.Result.Put.class);
  }

  private void assertPuts(Path file) throws Exception {
    assertThat(put(file)).singleElement().satisfies(TransfersTest::assertPut);
  }

  private static void assertFailed(Told one, Class<? extends Exception> why, boolean kept) {
    assertThat(one.result())
        .isInstanceOfSatisfying(
            Transfers.Result.Failed.class,
            failed -> {
              assertThat(failed.why()).isInstanceOf(why);
              assertThat(failed.kept()).isEqualTo(kept);
            });
  }

  private void assertNothingQueued() throws Exception {
    try (TransferQueue queue = bench.queue()) {
      assertThat(queue.others()).isEmpty();
    }
  }

  /** The place holds that file, sealed, before any other. */
  private void assertHolds(Path file) throws Exception {
    bench.assertOpens(remote().getFirst().item().id(), Files.readAllBytes(file));
  }

  /** A file that an earlier run left, in the folder of what is under way. */
  private Path left(String path, String content) throws IOException {
    Path file = folder.resolve("state").resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  @DisplayName("carries many files at once, and tells of them in order")
  void inOrder() throws Exception {
    Path[] files = new Path[60];
    for (int i = 0; i < files.length; i++) {
      int size = i == 0 ? LARGE : 100 * i;
      files[i] =
          Files.write(local.resolve("bestand %03d".formatted(i)), TransferBench.bytes(size, i));
    }

    assertThat(put(files)).allSatisfy(TransfersTest::assertPut);

    assertThat(told).extracting(one -> one.job().task().name()).isSorted();
    assertThat(bench.requests("GET", "children")).as("one listing for all").hasSize(1);
    assertThat(remote()).hasSize(files.length);
    try (TransferQueue queue = bench.queue()) {
      assertThat(queue.others()).isEmpty();
      assertThat(queue.left()).isZero();
    }
    assertThat(bench.spooled()).isEmpty();
  }

  @Test
  @DisplayName("goes on where it broke when the same file is put again")
  void adopts() throws Exception {
    Path file = large(1);
    breakInTheMiddle(file);
    try (TransferQueue queue = bench.queue()) {
      assertThat(queue.others())
          .singleElement()
          .satisfies(
              job -> {
                assertThat(job.state()).isEqualTo(Job.State.FAILED);
                assertThat(job.code()).contains("Unreachable");
              });
    }

    assertPuts(file);

    assertThat(bench.requests("POST", "createUploadSession")).isEmpty();
    assertThat(bench.requests("PUT", "").size()).isLessThan(20);
    assertThat(remote()).hasSize(1);
    assertHolds(file);
  }

  @Test
  @DisplayName("gives the first attempt up when the file has changed since")
  void changed() throws Exception {
    breakInTheMiddle(large(1));
    Path file = large(2);

    assertPuts(file);

    assertThat(bench.requests("DELETE", "")).as("the old session").hasSize(1);
    assertThat(bench.spooled()).isEmpty();
    assertHolds(file);
  }

  @Test
  @DisplayName("resumes what a run left that is no more")
  void resumes() throws Exception {
    Path file = large(1);
    breakInTheMiddle(file);
    assertPut(resumeTheOnlyJob());
    assertHolds(file);
    assertNothingQueued();
  }

  @Test
  @DisplayName("seals anew on resuming when the file has changed since")
  void resumesChanged() throws Exception {
    breakInTheMiddle(large(1));
    Path file = large(2);
    assertPut(resumeTheOnlyJob());
    assertThat(bench.spooled()).isEmpty();
    assertHolds(file);
  }

  @Test
  @DisplayName("cancels on both sides: no session, no spool, no job, and the name is free")
  void cancels() throws Exception {
    Path file = large(1);
    breakInTheMiddle(file);
    try (TransferQueue queue = bench.queue();
        Transfers transfers = bench.transfers(queue, 4)) {
      Job job = queue.others().getFirst();
      queue.adopt(job);
      transfers.cancel(job);
      assertThat(queue.left()).isZero();
    }
    assertThat(bench.requests("DELETE", "")).hasSize(1);
    assertThat(bench.spooled()).isEmpty();
    assertThat(remote()).isEmpty();
    assertPuts(file);
  }

  @Test
  @DisplayName("leaves alone what another run is carrying")
  void livingRuns() throws Exception {
    Path file = large(1);
    breakInTheMiddle(file);
    try (TransferQueue living = bench.queue()) {
      living.adopt(living.others().getFirst());
      try (TransferQueue queue = bench.queue()) {
        Job job = queue.others().getFirst();
        assertThat(job.state()).isEqualTo(Job.State.WAITING);
        assertThat(queue.adopt(job)).isFalse();
        assertThat(bench.spooled()).as("not swept").hasSize(1);
      }
    }
    try (TransferQueue queue = bench.queue()) {
      assertThat(queue.others().getFirst().state()).isEqualTo(Job.State.PAUSED);
    }
  }

  @Test
  @DisplayName("sees by its lock whether another program lives, and sweeps what dead ones left")
  void deadRuns() throws Exception {
    Path dead = left("transfers/1-ab-dead.lock", "");
    left("spool/1-ab-dead.00.spool", "x");
    left("spool/2-ab-gone.00.spool", "x");

    bench.queue().close();

    assertThat(bench.spooled()).isEmpty();
    assertThat(dead).doesNotExist();
  }

  @Test
  @DisplayName("does not look alive to others when it could not be opened")
  void damagedQueue() throws Exception {
    Path state = Files.createDirectories(folder.resolve("state"));
    Files.writeString(state.resolve("transfers.db"), "no database".repeat(1000));

    assertThatExceptionOfType(LocalFileException.StoreDamaged.class)
        .isThrownBy(() -> bench.queue());

    assertThat(names(state.resolve("transfers"))).isEmpty();
  }

  @Test
  @DisplayName("believes a lock that another program holds")
  void lockHeldElsewhere() throws Exception {
    Path lock = left("transfers/1-ab-living.lock", "");
    Path spool = left("spool/1-ab-living.00.spool", "x");
    try (RandomAccessFile file = new RandomAccessFile(lock.toFile(), "rw");
        FileLock held = file.getChannel().lock()) {
      assertThat(held.isValid()).isTrue();
      bench.queue().close();

      assertThat(spool).exists();
    }
  }

  @Test
  @DisplayName("knows an upload again that arrived before the program could take note")
  void landedUnnoticed() throws Exception {
    Path file = large(1);
    breakInTheMiddle(file);
    Job job;
    try (TransferQueue queue = bench.queue()) {
      job = queue.others().getFirst();
    }
    Uploader.Partial partial = JobJson.upload(job.begun().orElseThrow());
    bench
        .drive
        .resume(partial.handle())
        .send(UploadSource.of(partial.spool().orElseThrow()), sent -> {});
    assertThat(remote()).hasSize(1);

    assertPuts(file);

    assertThat(remote()).hasSize(1);
    assertThat(bench.spooled()).isEmpty();
  }

  @Test
  @DisplayName("ends a job that cannot succeed, with its session")
  void finalFailure() throws Exception {
    Path file = large(1);
    put(file);

    assertThat(put(file))
        .singleElement()
        .satisfies(one -> assertFailed(one, TransferException.NameTaken.class, false));
    assertNothingQueued();
  }

  @Test
  @DisplayName("lets the second of two files with one name see what the first became")
  void sameNameTwice() throws Exception {
    Path one = Files.createDirectory(local.resolve("een")).resolve("brief.txt");
    Path two = Files.createDirectory(local.resolve("twee")).resolve("Brief.txt");
    Files.writeString(one, "een");
    Files.writeString(two, "twee");
    try (TransferQueue queue = bench.queue()) {
      put(queue, new Putter.Options(Conflict.BOTH, Optional.empty(), false), one, two, one);
    }
    assertThat(told).allSatisfy(TransfersTest::assertPut);
    assertThat(remote()).hasSize(3);
    assertThat(remote().stream().map(entry -> entry.name().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("does not try a thousand files where the first cannot get through")
  void barrier() throws Exception {
    Path[] files = new Path[40];
    for (int i = 0; i < files.length; i++) {
      files[i] = Files.writeString(local.resolve("bestand " + i), "inhoud");
    }
    bench.faults("[{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":10,\"times\":-1}]");

    assertThat(put(files))
        .hasSize(files.length)
        .allSatisfy(one -> assertFailed(one, Exception.class, true));
    assertThat(bench.requests("PUT", "").size()).isLessThan(400);
    bench.noFaults();
    assertThat(put(files)).hasSize(files.length).allSatisfy(TransfersTest::assertPut);
    assertThat(remote()).hasSize(files.length);
  }

  @Test
  @DisplayName("keeps no name, path or address on the disk that can be read")
  void nothingReadable() throws Exception {
    Path file = large(1);
    breakInTheMiddle(file);

    try (TransferQueue open = bench.queue();
        Stream<Path> all = Files.walk(folder.resolve("state"))) {
      assertThat(open.others()).hasSize(1);
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(path), UTF_8);
        assertThat(text).doesNotContain("groot.bin", "localhost", folder.toString(), PLACE);
        assertThat(path.toString().substring(folder.toString().length())).doesNotContain("groot");
      }
    }
  }

  @Test
  @DisplayName("removes an original on resuming, too, and only then")
  void removesOriginal() throws Exception {
    Path file = large(1);
    Putter.Options removing = new Putter.Options(Conflict.FAIL, Optional.empty(), true);
    bench.faults(BREAK_FOR_GOOD);
    try (TransferQueue queue = bench.queue()) {
      put(queue, removing, file);
    }
    assertThat(file).exists();
    bench.noFaults();
    assertPut(resumeTheOnlyJob());
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName("brings files back as jobs, too")
  void gets() throws Exception {
    Path[] files =
        IntStream.range(0, 20)
            .mapToObj(i -> local.resolve("bestand %02d".formatted(i)))
            .toArray(Path[]::new);
    for (Path file : files) {
      Files.writeString(file, file.getFileName().toString());
    }
    put(files);
    Path back = Files.createDirectory(folder.resolve("back"));
    told = new ArrayList<>();
    try (TransferQueue queue = bench.queue();
        Transfers transfers = bench.transfers(queue, 4)) {
      for (Entry entry : remote()) {
        transfers.get(
            PLACE,
            (Entry.SealedFile) entry,
            PLACE + ":/" + entry.name(),
            back,
            new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false));
      }
      transfers.run((job, result) -> told.add(new Told(job, result)));
    }
    assertThat(told)
        .hasSize(20)
        .allSatisfy(one -> assertThat(one.result()).isInstanceOf(Transfers.Result.Got.class));
    for (Path file : files) {
      assertThat(back.resolve(file.getFileName())).hasSameBinaryContentAs(file);
    }
  }

  /** Queues a download of the only file, and ends the run before anything of it is done. */
  private void leaveADownload(Path back, Conflict conflict) throws Exception {
    try (TransferQueue queue = bench.queue();
        Transfers transfers = bench.transfers(queue, 4)) {
      Entry.SealedFile file = (Entry.SealedFile) remote().getFirst();
      Getter.Options options = new Getter.Options(conflict, OpenOptions.STRICT, false);
      transfers.get(PLACE, file, PLACE + ":/" + file.name(), back, options);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest(name = "{0} bytes, {1}")
  @CsvSource({"0,FAIL", "1000,FAIL", "1000,BOTH", "20000000,FAIL", "20000000,BOTH"})
  @DisplayName("does not call it a conflict that a killed run had given the file its name already")
  void namedBeforeTheKill(int size, Conflict conflict) throws Exception {
    Path file = Files.write(local.resolve("bestand"), TransferBench.bytes(size, 1));
    put(file);
    Path back = Files.createDirectory(folder.resolve("back"));
    leaveADownload(back, conflict);
    Files.copy(file, back.resolve("bestand"));

    assertThat(resumeTheOnlyJob().result()).isInstanceOf(Transfers.Result.Got.class);

    assertThat(names(back)).containsExactly("bestand");
    assertNothingQueued();
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "longer", "shorter", "empty"})
  @DisplayName("leaves what came to stand in the file's place alone")
  void anotherFileInItsPlace(String how) throws Exception {
    byte[] content = TransferBench.bytes(LARGE, 1);
    put(Files.write(local.resolve("bestand"), content));
    Path back = Files.createDirectory(folder.resolve("back"));
    leaveADownload(back, Conflict.FAIL);
    byte[] other =
        switch (how) {
          case "other" -> TransferBench.bytes(LARGE, 2);
          case "longer" -> Arrays.copyOf(content, LARGE + 1);
          case "shorter" -> Arrays.copyOf(content, LARGE - 1);
          default -> new byte[0];
        };
    Files.write(back.resolve("bestand"), other);

    assertFailed(resumeTheOnlyJob(), LocalFileException.Exists.class, false);

    assertThat(names(back)).containsExactly("bestand");
    assertThat(back.resolve("bestand")).hasBinaryContent(other);
  }

  @Test
  @DisplayName("gives up what a killed rename left of its upload, and lets it be done again")
  void looseEnds() throws Exception {
    Path file = large(1);
    put(file);
    String longName = "lang ".repeat(40) + "groot.bin";
    bench.faults(BREAK_FOR_GOOD);
    try (TransferQueue queue = bench.queue();
        Transfers transfers = bench.transfers(queue, 4)) {
      SealedTree tree = transfers.writing(PLACE);
      Uploader.Partial left = leaveASession(tree, longName);
      assertThat(left.sealed()).isPresent();
    }
    bench.noFaults();
    bench.forgetRequests();
    try (TransferQueue queue = bench.queue();
        Transfers transfers = bench.transfers(queue, 4)) {
      assertThat(queue.others()).hasSize(1);
      SealedTree tree = transfers.writing(PLACE);
      assertThat(queue.others()).isEmpty();
      assertThat(bench.requests("DELETE", "")).as("the session").hasSize(1);
      new Mover(tree).move(tree.list(tree.root()).getFirst(), tree.root(), longName);
    }
    assertThat(bench.spooled()).isEmpty();
    assertThat(remote()).singleElement().extracting(Entry::name).isEqualTo(longName);
  }

  private Uploader.Partial leaveASession(SealedTree tree, String name) throws Exception {
    List<Uploader.Partial> noted = new ArrayList<>();
    Parcel.Address address =
        new Parcel.Address(
            tree.root().item().id(),
            tree.fileName(tree.root(), name).text(),
            OnConflict.FAIL,
            Optional.empty());
    byte[] content = TransferBench.bytes(LARGE, 1);
    Parcel parcel =
        new Parcel(
            bench.parcel(name, LARGE, () -> new ByteArrayInputStream(content)).metadata(),
            () -> new ByteArrayInputStream(content),
            address);
    try {
      tree.uploader().run(parcel, Optional.empty(), noted::add, sent -> {});
    } catch (DriveException.Unreachable e) {
      // As a killed program leaves it: noted, and never given up.
      tree.uploads().notes().begin(noted.getLast());
    }
    return noted.getLast();
  }
}
