package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.FolderDrive;
import org.dubbelslot.drive.Upload;
import org.dubbelslot.format.SealException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An upload")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class UploaderTest {
  private static final int LARGE = 6 << 20;
  private static final String BREAK_FOR_GOOD =
      "[{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":1000,\"skip\":4,\"times\":-1}]";

  private final byte[] content = TransferBench.bytes(LARGE, 11);
  private final List<Uploader.Partial> noted = new ArrayList<>();

  @TempDir Path folder;
  private TransferBench bench;

  @BeforeEach
  void open() throws Exception {
    bench = TransferBench.onSandbox(folder);
  }

  @AfterEach
  void close() throws Exception {
    bench.close();
  }

  private Parcel parcel() throws IOException {
    return bench.parcel("a", LARGE, () -> new ByteArrayInputStream(content));
  }

  private Uploader.Arrived run(Uploader uploader, Parcel parcel, Optional<Uploader.Partial> earlier)
      throws Exception {
    return uploader.run(parcel, earlier, noted::add, sent -> {});
  }

  private Uploader.Arrived run(Parcel parcel) throws Exception {
    return run(bench.uploader(), parcel, Optional.empty());
  }

  private Optional<Uploader.Partial> last() {
    return Optional.of(noted.getLast());
  }

  @Test
  @DisplayName("of a large file reads it once, and leaves no spool")
  void readsOnce() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    Parcel parcel =
        bench.parcel(
            "a",
            LARGE,
            () -> {
              opened.incrementAndGet();
              return new ByteArrayInputStream(content);
            });

    Uploader.Arrived arrived = run(parcel);

    assertThat(opened).hasValue(1);
    assertThat(noted).hasSize(2);
    assertThat(noted.getFirst().sealed()).as("noted before sealing").isEmpty();
    assertThat(last().orElseThrow().sealed().orElseThrow().id()).isEqualTo(arrived.id());
    assertThat(bench.spooled()).isEmpty();
    bench.assertOpens(arrived.item().id(), content);
  }

  @Test
  @DisplayName("follows the sealer: it sends before the last byte is sealed")
  void follows() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    Parcel parcel = bench.parcel("a", LARGE, () -> new WaitingInput(content, LARGE - 1000, sent));

    Uploader.Arrived arrived =
        bench
            .uploader()
            .run(
                parcel,
                Optional.empty(),
                noted::add,
                done -> {
                  if (done > 0) {
                    sent.countDown();
                  }
                });

    bench.assertOpens(arrived.item().id(), content);
  }

  /** Gives its last bytes only when told to. */
  private static final class WaitingInput extends FilterInputStream {
    private final CountDownLatch latch;
    private long left;

    WaitingInput(byte[] content, long free, CountDownLatch latch) {
      super(new ByteArrayInputStream(content));
      this.left = free;
      this.latch = latch;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        try {
          latch.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      int count = super.read(bytes, offset, left > 0 ? (int) Math.min(length, left) : length);
      left -= count;
      return count;
    }
  }

  @Test
  @DisplayName("of a small file is one request, without a spool")
  void small() throws Exception {
    byte[] little = TransferBench.bytes(20_000, 3);
    Parcel parcel = bench.parcel("b", little.length, () -> new ByteArrayInputStream(little));
    bench.forgetRequests();

    Uploader.Arrived arrived = run(parcel);

    assertThat(bench.requests("PUT", "")).hasSize(1);
    assertThat(bench.requests("POST", "")).isEmpty();
    assertThat(folder.resolve("spool")).doesNotExist();
    bench.assertOpens(arrived.item().id(), little);
  }

  @Test
  @DisplayName("of a file without bytes arrives")
  void empty() throws Exception {
    Uploader.Arrived arrived = run(bench.parcel("c", 0, InputStream::nullInputStream));

    bench.assertOpens(arrived.item().id(), new byte[0]);
  }

  @Test
  @DisplayName("that broke sends the identical bytes that are missing, not all again")
  void resumes() throws Exception {
    bench.faults(BREAK_FOR_GOOD);
    assertThatThrownBy(() -> run(parcel())).isInstanceOf(DriveException.Unreachable.class);
    assertThat(bench.spooled()).hasSize(1);
    bench.noFaults();
    bench.forgetRequests();

    Uploader.Arrived arrived = run(bench.uploader(), parcel(), last());

    assertThat(arrived.id()).isEqualTo(last().orElseThrow().sealed().orElseThrow().id());
    long again = 0;
    for (JsonNode put : bench.requests("PUT", "")) {
      again += put.path("bodyBytes").asLong();
    }
    assertThat(again).isEqualTo(last().orElseThrow().length() - 4L * (320 << 10));
    assertThat(bench.requests("POST", "createUploadSession")).isEmpty();
    assertThat(bench.spooled()).isEmpty();
    bench.assertOpens(arrived.item().id(), content);
  }

  @Test
  @DisplayName("that broke before all was sealed goes on with what is missing all the same")
  void breaksBeforeAllIsSealed() throws Exception {
    bench.faults(BREAK_FOR_GOOD);
    CountDownLatch broken = new CountDownLatch(1);
    Drive real = bench.drive;
    bench.drive = told(real, broken);
    Parcel slow = bench.parcel("a", LARGE, () -> new WaitingInput(content, LARGE - 1000, broken));
    assertThatThrownBy(() -> run(slow)).isInstanceOf(DriveException.Unreachable.class);
    assertThat(bench.spooled()).hasSize(1);
    bench.drive = real;
    bench.noFaults();
    bench.forgetRequests();

    Uploader.Arrived arrived = run(bench.uploader(), parcel(), last());

    assertThat(bench.requests("POST", "createUploadSession")).isEmpty();
    bench.assertOpens(arrived.item().id(), content);
  }

  /** A drive whose uploads tell when nothing is sent any more. */
  private static Drive told(Drive drive, CountDownLatch ended) {
    return around(
        Drive.class,
        drive,
        (method, result) ->
            result instanceof Upload upload
                ? around(Upload.class, upload, (_, uploaded) -> uploaded, ended::countDown)
                : result,
        () -> {});
  }

  private static <T> T around(
      Class<T> type, T inner, BinaryOperator<Object> result, Runnable afterSend) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              try {
                return result.apply(method.getName(), method.invoke(inner, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (method.getName().equals("send")) {
                  afterSend.run();
                }
              }
            }));
  }

  @Test
  @DisplayName("that is another one when read back leaves nothing of it on the drive")
  void differsWhenReadBack() throws Exception {
    ReadingDrive reading =
        new ReadingDrive(new FolderDrive(Files.createDirectory(folder.resolve("f"))));
    bench.drive.close();
    bench.drive = reading;
    reading.reading(
        (number, range, in) -> {
          byte[] bytes = in.readAllBytes();
          bytes[bytes.length / 2] ^= 1;
          return new ByteArrayInputStream(bytes);
        });

    assertThatThrownBy(() -> run(parcel())).isInstanceOf(TransferException.NotVerified.class);

    assertThat(reading.list(reading.root().id()).all()).isEmpty();
  }

  @Test
  @DisplayName("that a colleague replaced before it was read back leaves the colleague's file")
  void replacedBeforeItWasReadBack() throws Exception {
    ReadingDrive reading =
        new ReadingDrive(new FolderDrive(Files.createDirectory(folder.resolve("f"))));
    bench.drive.close();
    bench.drive = reading;
    byte[] theirs = TransferBench.bytes(100, 7);
    reading.reading(
        (number, range, in) -> {
          in.close();
          Files.write(folder.resolve("f").resolve(parcel().address().name()), theirs);
          return new ByteArrayInputStream(theirs);
        });

    assertThatThrownBy(() -> run(parcel()))
        .isInstanceOf(TransferException.NotVerified.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .hasOnlyElementsOfType(DriveException.Changed.class)
                    .isNotEmpty());

    assertThat(reading.list(reading.root().id()).all())
        .singleElement()
        .satisfies(item -> assertThat(item.size()).isEqualTo(theirs.length));
  }

  @Test
  @DisplayName("whose session has expired begins another with the same bytes")
  void sessionLost() throws Exception {
    bench.faults(BREAK_FOR_GOOD);
    assertThatThrownBy(() -> run(parcel())).isInstanceOf(DriveException.Unreachable.class);
    bench.noFaults();
    bench.drive.resume(last().orElseThrow().handle()).cancel();

    Uploader.Arrived arrived = run(bench.uploader(), parcel(), last());

    assertThat(arrived.id()).isEqualTo(last().orElseThrow().sealed().orElseThrow().id());
    bench.assertOpens(arrived.item().id(), content);
    assertThat(bench.spooled()).isEmpty();
  }

  @Test
  @DisplayName("whose spool was altered since is sealed anew")
  void alteredSpool() throws Exception {
    bench.faults(BREAK_FOR_GOOD);
    assertThatThrownBy(() -> run(parcel())).isInstanceOf(DriveException.Unreachable.class);
    bench.noFaults();
    Uploader.Partial broken = last().orElseThrow();
    byte[] spool = Files.readAllBytes(broken.spool().orElseThrow());
    spool[spool.length / 2] ^= 1;
    Files.write(broken.spool().orElseThrow(), spool);

    Uploader.Arrived arrived = run(bench.uploader(), parcel(), last());

    assertThat(arrived.id()).isNotEqualTo(broken.sealed().orElseThrow().id());
    bench.assertOpens(arrived.item().id(), content);
    assertThat(bench.spooled()).isEmpty();
  }

  @Test
  @DisplayName("that ended before all was sealed gives up its session and is sealed anew")
  void halfASpool() throws Exception {
    Parcel breaking =
        bench.parcel(
            "a", LARGE, () -> new BreakingInput(content, LARGE / 2, new IOException("pulled out")));
    assertThatThrownBy(() -> run(breaking)).isInstanceOf(IOException.class);
    assertThat(last().orElseThrow().sealed()).isEmpty();
    assertThat(bench.spooled()).as("as a killed program leaves it").hasSize(1);
    bench.forgetRequests();

    Uploader.Arrived arrived = run(bench.uploader(), parcel(), last());

    assertThat(bench.requests("DELETE", "")).hasSize(1);
    assertThat(bench.spooled()).isEmpty();
    bench.assertOpens(arrived.item().id(), content);
  }

  /** Fails in the middle. */
  private static final class BreakingInput extends FilterInputStream {
    private final IOException failure;
    private int left;

    BreakingInput(byte[] content, int whole, IOException failure) {
      super(new ByteArrayInputStream(content));
      this.left = whole;
      this.failure = failure;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        throw failure;
      }
      int count = super.read(bytes, offset, Math.min(length, left));
      left -= count;
      return count;
    }
  }

  @Test
  @DisplayName("whose sealer fails leaves neither a session nor a spool")
  void sealerFails() throws Exception {
    IOException why = new IOException("pulled out");
    Parcel breaking = bench.parcel("a", LARGE, () -> new BreakingInput(content, LARGE / 2, why));
    SealedTree tree = bench.tree();

    assertThatThrownBy(() -> tree.uploads().once(bench.drive, bench.access, breaking))
        .isSameAs(why);

    assertThat(bench.requests("DELETE", "")).hasSize(1);
    assertThat(bench.spooled()).isEmpty();
    bench.assertOpens(run(parcel()).item().id(), content);
  }

  @Test
  @DisplayName("of a file that is longer than it was says so, and leaves nothing")
  void longerThanAnnounced() throws Exception {
    Parcel wrong = bench.parcel("a", LARGE - 1, () -> new ByteArrayInputStream(content));
    SealedTree tree = bench.tree();

    assertThatThrownBy(() -> tree.uploads().once(bench.drive, bench.access, wrong))
        .isInstanceOf(SealException.SourceChanged.class);

    assertThat(bench.spooled()).isEmpty();
    assertThat(bench.drive.list(bench.drive.root().id()).all()).isEmpty();
  }

  @Test
  @DisplayName("without room for a spool is streamed, and repeats a fragment that broke")
  void noRoom() throws Exception {
    bench.faults(
        "[{\"method\":\"PUT\",\"path\":\"\",\"cutAfterBytes\":200000,\"skip\":3,\"times\":2}]");

    Uploader.Arrived arrived = run(bench.uploaderWithoutRoom(), parcel(), Optional.empty());

    assertThat(last().orElseThrow().spool()).isEmpty();
    assertThat(bench.spooled()).isEmpty();
    bench.assertOpens(arrived.item().id(), content);
  }

  @Test
  @DisplayName("without room for a spool starts anew after a break")
  void noRoomAndBroken() throws Exception {
    bench.faults(BREAK_FOR_GOOD);
    assertThatThrownBy(() -> run(bench.uploaderWithoutRoom(), parcel(), Optional.empty()))
        .isInstanceOf(DriveException.Unreachable.class);
    bench.noFaults();
    bench.forgetRequests();

    Uploader.Arrived arrived = run(bench.uploaderWithoutRoom(), parcel(), last());

    assertThat(bench.requests("DELETE", "")).hasSize(1);
    bench.assertOpens(arrived.item().id(), content);
  }

  @Test
  @DisplayName("to a name that is taken leaves what is there, and nothing of itself")
  void namesTaken() throws Exception {
    run(parcel());
    noted.clear();

    SealedTree tree = bench.tree();
    assertThatThrownBy(() -> tree.uploads().once(bench.drive, bench.access, parcel()))
        .isInstanceOf(DriveException.NameTaken.class);
    assertThat(bench.spooled()).isEmpty();
    assertThat(bench.drive.list(bench.drive.root().id()).all()).hasSize(1);
  }
}
