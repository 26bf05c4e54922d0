package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.FolderDrive;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.Leftovers;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.TestKeys;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.NameKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A large file that is got")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DownloaderTest {
  private static final int SIZE = 2_000_000;
  private static final Instant MODIFIED = Instant.parse("2026-03-04T05:06:07Z");
  private static final Getter.Earlier FIRST_RUN = new Getter.Earlier(false, Optional.empty());
  private static final Getter.Options PLAIN =
      new Getter.Options(Conflict.FAIL, OpenOptions.STRICT, false);

  private final FloeWorkers workers = FloeWorkers.pool(2);
  private final TestKeys keys = new TestKeys();
  private final TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);
  private final NameKey nameKey = NameKey.of(member.team().kid(), SecretBytes.random(32));
  private final List<Downloader.Partial> noted = new ArrayList<>();

  @TempDir Path folder;
  private Path remote;
  private Path there;
  private Path target;
  private ReadingDrive drive;
  private SealedTree tree;
  private byte[] content;

  @BeforeEach
  void open() throws Exception {
    remote = Files.createDirectory(folder.resolve("remote"));
    there = Files.createDirectory(folder.resolve("there"));
    target = there.resolve("opname.wav");
    drive = new ReadingDrive(new FolderDrive(remote));
    TeamAccess access =
        new TeamAccess(
            member.team().team(),
            List.of(member.lock()),
            new DriveNames(nameKey, List.of()),
            member.signer(),
            keys);
    tree =
        new SealedTree(
            drive, access, new SealedUpload(workers, folder.resolve("spool"), bytes -> {}));
    put(1);
  }

  @AfterEach
  void close() {
    drive.close();
    nameKey.close();
    workers.close();
  }

  private void put(long seed) throws Exception {
    content = bytes(SIZE, seed);
    Path source =
        Files.write(
            Files.createDirectories(folder.resolve("source")).resolve("opname.wav"), content);
    Files.setLastModifiedTime(source, FileTime.from(MODIFIED));
    new Putter(tree, new Putter.Options(Conflict.REPLACE, Optional.empty(), false))
        .put(SourceFile.of(source), tree.root());
  }

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private Entry.SealedFile file() throws Exception {
    return (Entry.SealedFile) tree.find(tree.root(), "opname.wav").orElseThrow();
  }

  private Path sealed() throws Exception {
    return remote.resolve(file().item().name());
  }

  private Downloader downloader() {
    return downloader(temporary -> false);
  }

  private Downloader downloader(Predicate<Path> owned) {
    return new Downloader(tree, owned, new Downloader.Sizes(100_000, 500_000));
  }

  private Getter.Outcome run(Optional<Downloader.Partial> earlier) throws Exception {
    try (Downloader downloader = downloader()) {
      return downloader.run(file(), target, PLAIN, earlier, this::note);
    }
  }

  private void note(Downloader.Partial partial) {
    assertThat(target).doesNotExist();
    assertThat(partial.temporary()).exists().hasParent(there);
    noted.add(partial);
  }

  private Optional<Downloader.Partial> last() {
    return Optional.of(noted.getLast());
  }

  /** Lets every connection for content break after so many bytes. */
  private void breakAfter(long bytes) {
    drive.reading((number, range, in) -> range.open() ? new Breaking(in, bytes) : in);
  }

  private void interruptedRun(long bytes) {
    breakAfter(bytes);
    assertThatExceptionOfType(DriveException.Unreachable.class)
        .isThrownBy(() -> run(Optional.empty()));
    drive.reading((number, range, in) -> in);
  }

  private void requireGot(Getter.Outcome outcome) throws IOException {
    assertThat(outcome).isInstanceOf(Getter.Outcome.Got.class);
    assertThat(target).hasBinaryContent(content);
    assertThat(Files.getLastModifiedTime(target).toInstant()).isEqualTo(MODIFIED);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
    assertThat(in(there)).containsExactly(target);
  }

  /** A connection that breaks. */
  private static final class Breaking extends FilterInputStream {
    private long left;

    Breaking(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (left <= 0 && count > 0) {
        throw new DriveException.Unreachable("localhost", new IOException("broken"));
      }
      int got = super.read(bytes, offset, (int) Math.min(count, left));
      left -= Math.max(0, got);
      return got;
    }
  }

  @Test
  @DisplayName("arrives after any number of breaks, one segment further each time at least")
  void goesOn() throws Exception {
    int breaks = 0;
    for (int round = 0; round < 20; round++) {
      long seed = new Random().nextLong();
      Random dice = new Random(seed);
      Files.deleteIfExists(target);
      noted.clear();
      Optional<Downloader.Partial> earlier = Optional.empty();
      Getter.Outcome outcome = null;
      while (outcome == null) {
        breakAfter(270_000 + dice.nextInt(400_000));
        try {
          outcome = run(earlier);
        } catch (DriveException.Unreachable e) {
          breaks++;
          assertThat(target).as("seed %d", seed).doesNotExist();
          assertThat(noted.getLast().plaintextBytes())
              .as("seed %d", seed)
              .isGreaterThan(earlier.map(Downloader.Partial::plaintextBytes).orElse(0L));
          earlier = last();
        }
      }
      requireGot(outcome);
    }
    assertThat(breaks).isGreaterThan(40);
  }

  @Test
  @DisplayName("stands in a hidden file that only its owner may read, and never under its name")
  void hidden() throws Exception {
    interruptedRun(800_000);
    Path temporary = noted.getLast().temporary();
    assertThat(Leftovers.isOf(temporary, target)).isTrue();
    assertThat(temporary.getFileName().toString()).startsWith(".").doesNotContain("opname");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
        .isEqualTo("rw-------");
    assertThat(in(there)).containsExactly(temporary);
    assertThat(noted.getFirst().plaintextBytes()).isZero();
    requireGot(run(last()));
  }

  @Test
  @DisplayName("is noted now and then, so that a killed program loses little")
  void killed() throws Exception {
    requireGot(run(Optional.empty()));
    assertThat(noted).extracting(Downloader.Partial::plaintextBytes).hasSize(4).isSorted();
    assertThat(noted).allMatch(partial -> partial.temporary().equals(noted.getFirst().temporary()));
  }

  @Nested
  @DisplayName("whose temporary file was")
  class Temporary {
    @ParameterizedTest(name = "altered in byte {0} is got anew, and is right")
    @ValueSource(ints = {0, 262_111, 262_112, 500_000})
    void altered(int place) throws Exception {
      interruptedRun(800_000);
      Path temporary = noted.getLast().temporary();
      byte[] bytes = Files.readAllBytes(temporary);
      bytes[place] ^= 1;
      Files.write(temporary, bytes);
      requireGot(run(last()));
    }

    @ParameterizedTest(name = "cut to {0} bytes is gone on with")
    @ValueSource(ints = {0, 1, 262_112, 300_000})
    void cut(int length) throws Exception {
      interruptedRun(800_000);
      Path temporary = noted.getLast().temporary();
      Files.write(temporary, Arrays.copyOf(content, length));
      drive.reading((number, range, in) -> in);
      requireGot(run(last()));
      assertThat(drive.reads()).isEqualTo(2);
    }

    @Test
    @DisplayName("lengthened is gone on with")
    void lengthened() throws Exception {
      interruptedRun(800_000);
      Files.write(noted.getLast().temporary(), bytes(700_000, 9), StandardOpenOption.APPEND);
      drive.reading((number, range, in) -> in);
      requireGot(run(last()));
      assertThat(drive.reads()).isEqualTo(2);
    }

    @Test
    @DisplayName("removed is got anew")
    void removed() throws Exception {
      interruptedRun(800_000);
      Files.delete(noted.getLast().temporary());
      requireGot(run(last()));
    }

    @Test
    @DisplayName("exchanged for a link is not written through")
    void link() throws Exception {
      interruptedRun(800_000);
      Path temporary = noted.getLast().temporary();
      Path precious = Files.writeString(folder.resolve("precious"), "keep", StandardCharsets.UTF_8);
      Files.delete(temporary);
      Files.createSymbolicLink(temporary, precious);
      run(last());
      assertThat(target).hasBinaryContent(content);
      assertThat(precious).hasContent("keep");

      Files.delete(target);
      Files.deleteIfExists(temporary);
      interruptedRun(800_000);
      temporary = noted.getLast().temporary();
      Files.delete(temporary);
      Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rw-------"));
      Files.createLink(temporary, precious);
      run(last());
      assertThat(target).hasBinaryContent(content);
      assertThat(precious).hasContent("keep");
    }
  }

  @Test
  @DisplayName("that was replaced on the drive is got anew")
  void replaced() throws Exception {
    interruptedRun(800_000);
    put(2);
    requireGot(run(last()));
  }

  @Test
  @DisplayName("that is replaced between its head and its content is got anew")
  void replacedMeanwhile() throws Exception {
    Entry.SealedFile listed = file();
    drive.reading(
        (number, range, in) -> {
          if (number > 1) {
            return in;
          }
          byte[] head = in.readAllBytes();
          in.close();
          try {
            put(3);
          } catch (Exception e) {
            throw new IOException(e);
          }
          return new ByteArrayInputStream(head);
        });
    try (Downloader downloader = downloader()) {
      requireGot(
          downloader.run(listed, target, PLAIN, Optional.empty(), partial -> noted.add(partial)));
    }
  }

  @ParameterizedTest(name = "that was altered leaves nothing, gone on with: {0}")
  @ValueSource(booleans = {false, true})
  void altered(boolean resumed) throws Exception {
    if (resumed) {
      interruptedRun(800_000);
    }
    byte[] bytes = Files.readAllBytes(sealed());
    bytes[bytes.length - 600] ^= 1;
    Files.write(sealed(), bytes);
    assertThatExceptionOfType(FormatException.SegmentAltered.class)
        .isThrownBy(() -> run(resumed ? last() : Optional.empty()));
    assertThat(there).isEmptyDirectory();
  }

  @Test
  @DisplayName("for which there is no key any more leaves nothing of what was begun")
  void noKey() throws Exception {
    interruptedRun(800_000);
    byte[] bytes = Files.readAllBytes(sealed());
    bytes[100] ^= 1;
    Files.write(sealed(), bytes);
    assertThatExceptionOfType(FormatException.class).isThrownBy(() -> run(last()));
    assertThat(there).isEmptyDirectory();
  }

  @Test
  @DisplayName("under a name of another kind is refused before its content is fetched")
  void otherName() throws Exception {
    Files.move(sealed(), remote.resolve(tree.fileName(tree.root(), "brief.txt").text()));
    Entry.SealedFile other = (Entry.SealedFile) tree.find(tree.root(), "brief.txt").orElseThrow();
    drive.reading((number, range, in) -> in);
    try (Downloader downloader = downloader()) {
      assertThatExceptionOfType(TransferException.OtherName.class)
          .isThrownBy(() -> downloader.run(other, target, PLAIN, Optional.empty(), this::note));
    }
    assertThat(drive.reads()).isEqualTo(1);
    assertThat(there).isEmptyDirectory();
  }

  @Nested
  @DisplayName("that is stopped")
  class Stopped {
    @ParameterizedTest(name = "by an interrupt is kept for a job: {0}")
    @ValueSource(booleans = {false, true})
    void interrupted(boolean job) throws Exception {
      drive.reading(
          (number, range, in) -> {
            if (range.open()) {
              Thread.currentThread().interrupt();
            }
            return in;
          });
      try (Downloader downloader = downloader()) {
        Entry.SealedFile listed = file();
        assertThatExceptionOfType(DriveException.Stopped.class)
            .isThrownBy(
                () -> {
                  if (job) {
                    downloader.run(
                        listed, target, PLAIN, Optional.empty(), partial -> note(partial));
                  } else {
                    downloader.run(listed, target, PLAIN);
                  }
                });
      }
      assertThat(Thread.interrupted()).isTrue();
      drive.reading((number, range, in) -> in);
      if (job) {
        requireGot(run(last()));
      } else {
        assertThat(there).isEmptyDirectory();
      }
    }

    @ParameterizedTest(name = "by the end of the program is kept for a job: {0}")
    @ValueSource(booleans = {false, true})
    void closed(boolean job) throws Exception {
      Downloader downloader = downloader();
      drive.reading(
          (number, range, in) -> {
            if (range.open()) {
              downloader.close();
            }
            return in;
          });
      Entry.SealedFile listed = file();
      assertThatExceptionOfType(DriveException.Stopped.class)
          .isThrownBy(
              () -> {
                if (job) {
                  downloader.run(listed, target, PLAIN, Optional.empty(), partial -> note(partial));
                } else {
                  downloader.run(listed, target, PLAIN);
                }
              });
      assertThat(target).doesNotExist();
      if (job) {
        assertThat(noted.getLast().temporary()).exists();
        drive.reading((number, range, in) -> in);
        requireGot(run(last()));
      } else {
        assertThat(there).isEmptyDirectory();
      }
      assertThatExceptionOfType(DriveException.Stopped.class)
          .isThrownBy(() -> downloader.run(listed, there.resolve("later"), PLAIN));
    }
  }

  @Nested
  @DisplayName("beside what a killed program left")
  class Sweeping {
    @Test
    @DisplayName("takes that away, and nothing else")
    void swept() throws Exception {
      Path stale = left(target);
      Path stranger = left(there.resolve("other.wav"));
      Path owned = left(target);
      try (AtomicFile inUse = AtomicFile.create(target, false);
          Downloader downloader = downloader(owned::equals)) {
        downloader.run(file(), target, PLAIN);
        assertThat(in(there)).containsExactlyInAnyOrder(target, stranger, owned, inUse.temporary());
      }
      assertThat(stale).doesNotExist();
    }

    @Test
    @DisplayName("looks a folder through once")
    void once() throws Exception {
      try (Downloader downloader = downloader()) {
        downloader.run(file(), target, PLAIN);
        Path later = left(there.resolve("b.wav"));
        downloader.run(file(), there.resolve("b.wav"), PLAIN);
        assertThat(later).exists();
      }
    }

    private Path left(Path forTarget) throws IOException {
      try (AtomicFile file = AtomicFile.create(forTarget, false)) {
        file.output().write(content);
        file.keep();
        return file.temporary();
      }
    }
  }

  @Test
  @DisplayName("does not give way to one that appears meanwhile, and leaves nothing then")
  void targetAppears() throws Exception {
    drive.reading(
        (number, range, in) -> {
          if (range.open()) {
            Files.writeString(target, "somebody else's", StandardCharsets.UTF_8);
          }
          return in;
        });
    Entry.SealedFile listed = file();
    try (Downloader downloader = downloader()) {
      assertThatExceptionOfType(LocalFileException.Exists.class)
          .isThrownBy(() -> downloader.run(listed, target, PLAIN, Optional.empty(), noted::add));
    }
    assertThat(target).hasContent("somebody else's");
    assertThat(in(there)).containsExactly(target);
  }

  @ParameterizedTest(name = "meets a taken name as it was told to: {0}")
  @EnumSource(Conflict.class)
  void conflicts(Conflict conflict) throws Exception {
    Files.writeString(target, "old", StandardCharsets.UTF_8);
    Getter.Options options = new Getter.Options(conflict, OpenOptions.STRICT, false);
    try (Downloader downloader = downloader()) {
      Getter getter = new Getter(downloader, options);
      Entry.SealedFile listed = file();
      switch (conflict) {
        case FAIL ->
            assertThatExceptionOfType(LocalFileException.Exists.class)
                .isThrownBy(() -> getter.get(listed, there, FIRST_RUN, noted::add));
        case SKIP ->
            assertThat(getter.get(listed, there, FIRST_RUN, noted::add))
                .isInstanceOf(Getter.Outcome.Skipped.class);
        case BOTH -> {
          getter.get(listed, there, FIRST_RUN, noted::add);
          assertThat(there.resolve("opname (2).wav")).hasBinaryContent(content);
        }
        case REPLACE -> {
          getter.get(listed, there, FIRST_RUN, noted::add);
          assertThat(target).hasBinaryContent(content);
        }
      }
    }
    assertThat(in(there)).noneMatch(Leftovers::isOurs);
    if (conflict != Conflict.REPLACE) {
      assertThat(target).hasContent("old");
    }
  }

  @Test
  @DisplayName("in one request when it is small, of which a break leaves nothing")
  void small() throws Exception {
    drive.reading((number, range, in) -> in);
    Entry.SealedFile listed = file();
    try (Downloader downloader = new Downloader(tree, temporary -> false)) {
      downloader.run(listed, target, PLAIN, Optional.empty(), this::note);
      assertThat(drive.reads()).isEqualTo(1);
      assertThat(noted).isEmpty();
      requireGot(new Getter.Outcome.Got(target, null));

      Files.delete(target);
      breakAfter(900_000);
      assertThatExceptionOfType(DriveException.Unreachable.class)
          .isThrownBy(() -> downloader.run(listed, target, PLAIN, Optional.empty(), this::note));
      assertThat(there).isEmptyDirectory();
    }
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
