package org.dubbelslot.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.drive.UploadSource;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.policy.DocumentClass;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Protecting what lies readable")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProtectorTest {
  private static final String NAME = "Verslag oudergesprek.txt";
  private static final int LARGE = 5 << 20;
  private static final Protector.Options ERASE =
      new Protector.Options(true, Optional.empty(), Optional.empty());

  @TempDir Path folder;
  private TransferBench bench;

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private DriveItem put(String name, byte[] content) throws Exception {
    return put(bench.drive, bench.drive.root().id(), name, content);
  }

  private static DriveItem put(Drive drive, String parent, String name, byte[] content)
      throws Exception {
    return drive
        .upload(new UploadRequest(parent, name, content.length, OnConflict.REPLACE))
        .send(UploadSource.of(content), sent -> {})
        .item();
  }

  private List<Protector.Readable> readable() throws Exception {
    return Protector.find(bench.tree(), new PlacePath("school", List.of()));
  }

  private Protector.Protected protect(Protector.Options options) throws Exception {
    return new Protector(bench.tree(), options, Pace.free()).protect(readable().getFirst());
  }

  private Protector.Protected protect() throws Exception {
    return protect(Protector.Options.plain());
  }

  private List<Entry> entries() throws Exception {
    SealedTree tree = bench.tree();
    return tree.list(tree.root());
  }

  private void assertReadableAlone(byte[] content) throws Exception {
    assertThat(entries()).hasSize(1);
    Entry entry = entries().getFirst();
    assertThat(entry).isInstanceOf(Entry.ReadableFile.class);
    try (InputStream in = bench.drive.read(entry.item().id(), ByteRange.ALL)) {
      assertThat(Arrays.equals(in.readAllBytes(), content)).isTrue();
    }
    assertThat(bench.spooled()).isEmpty();
  }

  private void assertSealedAlone(byte[] content) throws Exception {
    assertThat(entries()).hasSize(1);
    assertThat(entries().getFirst()).isInstanceOf(Entry.SealedFile.class);
    bench.assertOpens(entries().getFirst().item().id(), content);
    assertThat(bench.spooled()).isEmpty();
  }

  @ParameterizedTest(name = "of {0} bytes: sealed beside it, read back, and then replaced")
  @ValueSource(ints = {0, 1, 70_000, LARGE})
  void replaces(int size) throws Exception {
    bench = TransferBench.onSandbox(folder);
    byte[] content = TransferBench.bytes(size, size);
    DriveItem before = put(NAME, content);

    Protector.Protected done = protect();

    assertThat(done.name()).isEqualTo(NAME);
    assertThat(done.traces()).isEqualTo(Protector.Traces.KEPT);
    assertSealedAlone(content);
    Metadata metadata = bench.tree().head(done.sealed()).metadata();
    assertThat(metadata.name()).isEqualTo(NAME);
    assertThat(metadata.size()).hasValue(size);
    assertThat(metadata.modified()).contains(before.modified().truncatedTo(ChronoUnit.SECONDS));
    assertThat(metadata.type()).contains("text/plain");
    assertThat(readable()).isEmpty();
  }

  @Test
  @DisplayName("keeps recordings of Teams as long as policy says, and nothing else")
  void recordings() throws Exception {
    bench = TransferBench.onSandbox(folder);
    String inside = bench.drive.createFolder(bench.drive.root().id(), "Opnamen").id();
    put(bench.drive, inside, "Overleg.mp4", new byte[100]);
    put("Los.mp4", new byte[100]);
    DocumentClass kind = new DocumentClass("opname", Period.ofDays(60));
    Protector protector =
        new Protector(
            bench.tree(),
            new Protector.Options(false, Optional.empty(), Optional.of(kind)),
            Pace.free());

    List<Protector.Readable> found = readable();
    assertThat(found).hasSize(2);
    for (Protector.Readable each : found) {
      boolean recording = each.path().equals("school:/Opnamen/Overleg.mp4");
      assertThat(each.recording()).isEqualTo(recording);
      Protector.Protected done = protector.protect(each);
      Metadata metadata = bench.tree().head(done.sealed()).metadata();
      assertThat(metadata.classification()).isEqualTo(recording ? Optional.of("opname") : none());
      assertThat(metadata.keepUntil())
          .isEqualTo(
              recording
                  ? Optional.of(
                      LocalDate.ofInstant(each.item().modified(), ZoneOffset.UTC).plusDays(60))
                  : none());
    }
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  @Test
  @DisplayName("has the provider erase all of it where the person agreed")
  void erases() throws Exception {
    bench = TransferBench.onSandbox(folder);
    put(NAME, "eerste versie".getBytes(UTF_8));
    DriveItem before = put(NAME, "tweede versie".getBytes(UTF_8));

    Protector.Protected done = protect(ERASE);

    assertThat(done.traces()).isEqualTo(Protector.Traces.ERASED);
    assertSealedAlone("tweede versie".getBytes(UTF_8));
    assertThat(bench.requests("POST", "/permanentDelete")).hasSize(1);
    assertThat(bench.requests("DELETE", "/items/" + before.id())).isEmpty();
  }

  @Test
  @DisplayName("puts it in the recycle bin and says so where the provider erases nothing")
  void notErasable() throws Exception {
    bench = TransferBench.onSandbox(folder);
    put(NAME, new byte[10]);
    bench.faults(
        "[{\"method\":\"POST\",\"path\":\"permanentDelete\",\"status\":403,\"times\":-1}]");

    assertThat(protect(ERASE).traces()).isEqualTo(Protector.Traces.NOT_ERASABLE);
    assertSealedAlone(new byte[10]);
  }

  @Test
  @DisplayName("erases later, out of the recycle bin, and once")
  void erasesLater() throws Exception {
    bench = TransferBench.onSandbox(folder);
    put(NAME, new byte[10]);
    Protector.Protected done = protect();

    Protector.eraseTraces(bench.tree(), done);

    assertThatThrownBy(() -> Protector.eraseTraces(bench.tree(), done))
        .isInstanceOf(ReplaceException.TracesRemain.class);
  }

  @Test
  @DisplayName("leaves a file alone that somebody changes before it would be removed")
  void changedBeforeRemoval() throws Exception {
    bench = TransferBench.onSandbox(folder);
    put(NAME, "oud".getBytes(UTF_8));
    Drive real = bench.drive;
    AtomicBoolean changed = new AtomicBoolean();
    bench.drive =
        WatchedDrive.of(
            real,
            (method, arguments) -> {
              if (method.equals("delete") && changed.compareAndSet(false, true)) {
                put(real, real.root().id(), NAME, "van een collega".getBytes(UTF_8));
              }
            });

    assertThatThrownBy(this::protect).isInstanceOf(ReplaceException.Changed.class);
    assertThat(changed).isTrue();
    assertReadableAlone("van een collega".getBytes(UTF_8));
  }

  @ParameterizedTest(name = "leaves a file of {0} bytes alone that grows while it is sealed")
  @ValueSource(ints = {1000, LARGE})
  void changedWhileSealed(int size) throws Exception {
    bench = TransferBench.onSandbox(folder);
    put(NAME, new byte[size]);
    Drive real = bench.drive;
    AtomicBoolean changed = new AtomicBoolean();
    byte[] longer = new byte[size + 1];
    bench.drive =
        WatchedDrive.of(
            real,
            (method, arguments) -> {
              if (method.equals("read") && changed.compareAndSet(false, true)) {
                put(real, real.root().id(), NAME, longer);
              }
            });

    assertThatThrownBy(this::protect).isInstanceOf(ReplaceException.Changed.class);
    assertReadableAlone(longer);
  }

  @Test
  @DisplayName("beside another sealed file of that name: under a numbered one")
  void nameInUse() throws Exception {
    bench = TransferBench.onSandbox(folder);
    put(NAME, "van eerder".getBytes(UTF_8));
    protect();
    put(NAME, "nieuw".getBytes(UTF_8));

    Protector.Protected done = protect();

    assertThat(done.name()).isNotEqualTo(NAME).startsWith("Verslag oudergesprek");
    assertThat(entries()).hasSize(2).allMatch(entry -> entry instanceof Entry.SealedFile);
    bench.assertOpens(done.sealed().id(), "nieuw".getBytes(UTF_8));
  }

  @Test
  @DisplayName("without room on the drive: nothing is removed, nothing is left")
  void quota() throws Exception {
    bench = TransferBench.onSandbox(folder);
    byte[] content = TransferBench.bytes(LARGE, 1);
    put(NAME, content);
    bench.faults(
        "[{\"method\":\"POST\",\"path\":\"createUploadSession\",\"status\":507,"
            + "\"times\":-1}]");

    assertThatThrownBy(this::protect).isInstanceOf(DriveException.QuotaFull.class);
    assertReadableAlone(content);
  }

  @Test
  @DisplayName("says that both lie there when one is locked, and goes on with that later")
  void locked() throws Exception {
    bench = TransferBench.onSandbox(folder);
    byte[] content = TransferBench.bytes(1000, 1);
    DriveItem before = put(NAME, content);
    bench.faults(
        "[{\"method\":\"DELETE\",\"path\":\"/items/"
            + before.id()
            + "\",\"status\":423,\"times\":-1}]");

    assertThatThrownBy(this::protect).isInstanceOf(ReplaceException.BothRemain.class);
    assertThat(entries()).hasSize(2);

    bench.noFaults();
    bench.forgetRequests();
    assertThat(protect().name()).isEqualTo(NAME);
    assertSealedAlone(content);
    assertThat(bench.requests("PUT", "")).as("nothing is sent twice").isEmpty();
  }

  @Test
  @DisplayName("removes nothing when what is read back is not what was sealed")
  void notVerified() throws Exception {
    bench = TransferBench.onFolder(folder);
    byte[] content = TransferBench.bytes(5000, 1);
    DriveItem before = put(NAME, content);
    ReadingDrive reading = new ReadingDrive(bench.drive);
    reading.reading(
        (number, range, in) -> {
          byte[] bytes = in.readAllBytes();
          if (bytes.length != before.size()) {
            bytes[bytes.length - 600] ^= 1;
          }
          return new ByteArrayInputStream(bytes);
        });
    Drive real = bench.drive;
    bench.drive = reading;

    assertThatThrownBy(this::protect)
        .isInstanceOfAny(FormatException.class, TransferException.NotVerified.class);
    bench.drive = real;
    assertReadableAlone(content);
  }

  @ParameterizedTest(name = "of {0} bytes, broken off at any call: nothing is lost, and ends well")
  @ValueSource(ints = {3000, LARGE})
  void brokenOff(int size) throws Exception {
    bench = TransferBench.onFolder(folder);
    byte[] content = TransferBench.bytes(size, 5);
    Drive real = bench.drive;
    boolean whole = false;
    for (int calls = 0; !whole; calls++) {
      put(real, real.root().id(), NAME, content);
      whole = isWholeWithin(calls, real);
      bench.drive = real;
      List<Entry> left = entries();
      assertThat(left).as("after %s calls", calls).isNotEmpty();
      boolean readable = left.stream().anyMatch(entry -> entry instanceof Entry.ReadableFile);
      if (!readable) {
        bench.assertOpens(left.getFirst().item().id(), content);
      }
      for (Protector.Readable each : readable()) {
        new Protector(bench.tree(), Protector.Options.plain(), Pace.free()).protect(each);
      }
      assertThat(entries()).as("after %s calls", calls).hasSize(1);
      bench.assertOpens(entries().getFirst().item().id(), content);
      real.delete(entries().getFirst().item().id(), Optional.empty());
    }
  }

  /** As if the program were killed: after so many calls, none is made any more. */
  private boolean isWholeWithin(int calls, Drive real) throws Exception {
    Protector.Readable readable = readable().getFirst();
    AtomicInteger left = new AtomicInteger(calls);
    bench.drive =
        WatchedDrive.of(
            real,
            (method, arguments) -> {
              if (left.getAndDecrement() <= 0) {
                throw new DriveException.Unreachable("nowhere", null);
              }
            });
    try {
      new Protector(bench.tree(), Protector.Options.plain(), Pace.free()).protect(readable);
      return true;
    } catch (DriveException | ReplaceException killed) {
      return false;
    }
  }
}
