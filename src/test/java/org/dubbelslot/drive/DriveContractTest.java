package org.dubbelslot.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every drive does, whoever keeps it. Implementations give an empty one for each test. */
public abstract class DriveContractTest {
  private static final long SEED = 20261123;
  private static final LongConsumer QUIET = done -> {};

  /** The drive under test, empty at the beginning of each test, and the same within one. */
  protected abstract Drive drive() throws Exception;

  /** How many items one folder gets, to go over one page. */
  protected int many() {
    return 250;
  }

  protected final DriveItem put(DriveItem folder, String name, byte[] bytes, OnConflict conflict)
      throws Exception {
    return drive()
        .upload(new UploadRequest(folder.id(), name, bytes.length, conflict))
        .send(UploadSource.of(bytes), QUIET)
        .item();
  }

  protected final byte[] get(DriveItem file, ByteRange range) throws Exception {
    try (InputStream in = drive().read(file.id(), range)) {
      return in.readAllBytes();
    }
  }

  protected static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(SEED + size).nextBytes(bytes);
    return bytes;
  }

  @Nested
  class TheFiles {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 1000, 327_679, 327_680, 327_681, 3_000_000})
    void comeBackAsTheyWent(int size) throws Exception {
      byte[] bytes = random(size);
      DriveItem item = put(drive().root(), "letter.dslot", bytes, OnConflict.FAIL);
      assertThat(item.name()).isEqualTo("letter.dslot");
      assertThat(item.folder()).isFalse();
      assertThat(item.size()).isEqualTo(size);
      assertThat(get(item, ByteRange.ALL)).isEqualTo(bytes);
      assertThat(drive().stat(item.id()).size()).isEqualTo(size);
    }

    @Test
    void areReadInPart() throws Exception {
      byte[] bytes = random(100_000);
      DriveItem item = put(drive().root(), "a.dslot", bytes, OnConflict.FAIL);
      assertThat(get(item, new ByteRange(0, 1))).containsExactly(bytes[0]);
      assertThat(get(item, new ByteRange(99_999, 1))).containsExactly(bytes[99_999]);
      assertThat(get(item, new ByteRange(500, 1000)))
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, 500, 1500));
      assertThat(get(item, ByteRange.from(99_000)))
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, 99_000, 100_000));
      assertThat(get(item, new ByteRange(99_000, 5000)))
          .isEqualTo(java.util.Arrays.copyOfRange(bytes, 99_000, 100_000));
      assertThat(get(item, ByteRange.from(100_000))).isEmpty();
      assertThat(get(item, new ByteRange(200_000, 7))).isEmpty();
    }

    @Test
    void stayWhenTheNameIsTaken() throws Exception {
      DriveItem old = put(drive().root(), "a.dslot", random(10), OnConflict.FAIL);
      assertThatExceptionOfType(DriveException.NameTaken.class)
          .isThrownBy(() -> put(drive().root(), "a.dslot", random(20), OnConflict.FAIL));
      assertThat(get(old, ByteRange.ALL)).isEqualTo(random(10));
      assertThat(drive().list(drive().root().id()).all()).hasSize(1);
    }

    @Test
    void areReplacedWhenAsked() throws Exception {
      put(drive().root(), "a.dslot", random(10), OnConflict.FAIL);
      DriveItem newer = put(drive().root(), "a.dslot", random(20), OnConflict.REPLACE);
      assertThat(get(newer, ByteRange.ALL)).isEqualTo(random(20));
      assertThat(drive().list(drive().root().id()).all()).hasSize(1);
    }

    @Test
    void areNotReplacedWhenTheyChangedMeanwhile() throws Exception {
      DriveItem first = put(drive().root(), "a.dslot", random(10), OnConflict.FAIL);
      DriveItem second = put(drive().root(), "a.dslot", random(20), OnConflict.REPLACE);
      assertThatExceptionOfType(DriveException.Changed.class)
          .isThrownBy(
              () ->
                  drive()
                      .upload(
                          new UploadRequest(
                              drive().root().id(), "a.dslot", 30, OnConflict.REPLACE, first.eTag()))
                      .send(UploadSource.of(random(30)), QUIET));
      assertThat(get(second, ByteRange.ALL)).isEqualTo(random(20));
      DriveItem third =
          drive()
              .upload(
                  new UploadRequest(
                      drive().root().id(), "a.dslot", 30, OnConflict.REPLACE, second.eTag()))
              .send(UploadSource.of(random(30)), QUIET)
              .item();
      assertThat(get(third, ByteRange.ALL)).isEqualTo(random(30));
    }

    @Test
    void areBothKeptWhenAsked() throws Exception {
      DriveItem one = put(drive().root(), "a.dslot", random(10), OnConflict.FAIL);
      DriveItem two = put(drive().root(), "a.dslot", random(20), OnConflict.RENAME);
      assertThat(two.name()).isNotEqualTo("a.dslot").endsWith(".dslot");
      assertThat(get(one, ByteRange.ALL)).isEqualTo(random(10));
      assertThat(get(two, ByteRange.ALL)).isEqualTo(random(20));
    }

    @Test
    void areMovedAndRenamedButNeverOverOthers() throws Exception {
      DriveItem root = drive().root();
      DriveItem folder = drive().createFolder(root.id(), "folder");
      DriveItem file = put(root, "a.dslot", random(10), OnConflict.FAIL);
      put(folder, "taken.dslot", random(5), OnConflict.FAIL);
      assertThatExceptionOfType(DriveException.NameTaken.class)
          .isThrownBy(() -> drive().move(file.id(), folder.id(), "taken.dslot", Optional.empty()));
      DriveItem moved = drive().move(file.id(), folder.id(), "b.dslot", file.eTag());
      assertThat(moved.name()).isEqualTo("b.dslot");
      assertThat(get(moved, ByteRange.ALL)).isEqualTo(random(10));
      assertThatExceptionOfType(DriveException.NotFound.class)
          .isThrownBy(() -> drive().statPath("a.dslot"));
      assertThat(drive().statPath("/folder/b.dslot").id()).isEqualTo(moved.id());
    }

    @Test
    void areDeletedOnce() throws Exception {
      DriveItem file = put(drive().root(), "a.dslot", random(10), OnConflict.FAIL);
      drive().delete(file.id(), file.eTag());
      assertThatExceptionOfType(DriveException.NotFound.class)
          .isThrownBy(() -> drive().stat(file.id()));
      assertThatExceptionOfType(DriveException.NotFound.class)
          .isThrownBy(() -> drive().delete(file.id(), Optional.empty()));
      assertThatExceptionOfType(DriveException.NotFound.class)
          .isThrownBy(() -> drive().read(file.id(), ByteRange.ALL));
    }

    @Test
    void areNotDeletedWhenTheyChangedMeanwhile() throws Exception {
      DriveItem first = put(drive().root(), "a.dslot", random(10), OnConflict.FAIL);
      DriveItem second = put(drive().root(), "a.dslot", random(20), OnConflict.REPLACE);
      assertThatExceptionOfType(DriveException.Changed.class)
          .isThrownBy(() -> drive().delete(second.id(), first.eTag()));
      assertThat(get(second, ByteRange.ALL)).isEqualTo(random(20));
    }
  }

  @Nested
  class TheFolders {
    @Test
    void listWhatTheyHoldHoweverMuch() throws Exception {
      DriveItem folder = drive().createFolder(drive().root().id(), "many");
      Set<String> names = new HashSet<>();
      for (int i = 0; i < many(); i++) {
        names.add(put(folder, "file " + i + ".dslot", random(3), OnConflict.FAIL).name());
      }
      assertThat(drive().list(folder.id()).all())
          .extracting(DriveItem::name)
          .containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void areFoundByPath() throws Exception {
      DriveItem a = drive().createFolder(drive().root().id(), "a b");
      DriveItem b = drive().createFolder(a.id(), "c+d & 100% #é");
      assertThat(drive().statPath("/a b/c+d & 100% #é").id()).isEqualTo(b.id());
      assertThat(drive().statPath("a b/").id()).isEqualTo(a.id());
      assertThat(drive().statPath("/").id()).isEqualTo(drive().root().id());
      assertThat(b.parentId()).contains(a.id());
      assertThat(b.folder()).isTrue();
      assertThat(drive().list(b.id()).all()).isEmpty();
    }

    @Test
    void areMadeOnce() throws Exception {
      drive().createFolder(drive().root().id(), "a");
      assertThatExceptionOfType(DriveException.NameTaken.class)
          .isThrownBy(() -> drive().createFolder(drive().root().id(), "a"));
    }

    @Test
    void areDeletedWithAllTheyHold() throws Exception {
      DriveItem a = drive().createFolder(drive().root().id(), "a");
      DriveItem b = drive().createFolder(a.id(), "b");
      put(b, "c.dslot", random(10), OnConflict.FAIL);
      drive().delete(a.id(), Optional.empty());
      assertThat(drive().list(drive().root().id()).all()).isEmpty();
    }

    @Test
    void areNotMovedIntoThemselves() throws Exception {
      DriveItem a = drive().createFolder(drive().root().id(), "a");
      DriveItem b = drive().createFolder(a.id(), "b");
      assertThatExceptionOfType(DriveException.class)
          .isThrownBy(() -> drive().move(a.id(), b.id(), "a", Optional.empty()));
      assertThat(drive().statPath("a/b").id()).isEqualTo(b.id());
    }

    @Test
    void areNotFiles() throws Exception {
      DriveItem file = put(drive().root(), "a.dslot", random(1), OnConflict.FAIL);
      DriveItem folder = drive().createFolder(drive().root().id(), "a");
      assertThatExceptionOfType(DriveException.NotAFolder.class)
          .isThrownBy(() -> drive().list(file.id()).next());
      assertThatExceptionOfType(DriveException.NotAFile.class)
          .isThrownBy(() -> drive().read(folder.id(), ByteRange.ALL).close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a//b", "../a", "a/../../b"})
    void cannotBeLeft(String path) throws Exception {
      drive().createFolder(drive().root().id(), "a");
      assertThatExceptionOfType(DriveException.NameRefused.class)
          .isThrownBy(() -> drive().statPath(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "a:b", "a*", "a ", " a", "a.", "a\tb"})
    void holdNoNameThatSomeSystemCannotHold(String name) throws Exception {
      assertThatExceptionOfType(DriveException.NameRefused.class)
          .isThrownBy(() -> drive().createFolder(drive().root().id(), name));
      assertThatExceptionOfType(DriveException.NameRefused.class)
          .isThrownBy(() -> put(drive().root(), name, random(1), OnConflict.FAIL));
      assertThat(drive().list(drive().root().id()).all()).isEmpty();
    }
  }

  @Nested
  class Uploads {
    @Test
    void showNothingBeforeTheyEnd() throws Exception {
      Upload upload =
          drive().upload(new UploadRequest(drive().root().id(), "a.dslot", 100, OnConflict.FAIL));
      assertThat(drive().list(drive().root().id()).all()).isEmpty();
      upload.cancel();
      upload.cancel();
      assertThat(drive().list(drive().root().id()).all()).isEmpty();
      put(drive().root(), "a.dslot", random(100), OnConflict.FAIL);
    }

    @Test
    void goOnAfterTheSourceFailed() throws Exception {
      byte[] bytes = random(2_000_000);
      Upload upload =
          drive()
              .upload(
                  new UploadRequest(drive().root().id(), "a.dslot", bytes.length, OnConflict.FAIL));
      assertThatExceptionOfType(DriveException.SourceFailed.class)
          .isThrownBy(() -> upload.send(offset -> failing(bytes, (int) offset, 1_500_000), QUIET));
      assertThat(drive().list(drive().root().id()).all()).isEmpty();

      List<Long> told = new ArrayList<>();
      DriveItem item =
          drive().resume(upload.handle()).send(UploadSource.of(bytes), told::add).item();
      assertThat(get(item, ByteRange.ALL)).isEqualTo(bytes);
      assertThat(told.getLast()).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 999, 1001})
    void refuseASourceOfAnotherLength(int length) throws Exception {
      Upload upload =
          drive().upload(new UploadRequest(drive().root().id(), "a.dslot", 1000, OnConflict.FAIL));
      assertThatExceptionOfType(DriveException.SourceFailed.class)
          .isThrownBy(() -> upload.send(UploadSource.of(random(length)), QUIET));
      upload.cancel();
      assertThat(drive().list(drive().root().id()).all()).isEmpty();
    }

    @Test
    void keepTheirHandleToThemselves() throws Exception {
      Upload upload =
          drive().upload(new UploadRequest(drive().root().id(), "a.dslot", 9, OnConflict.FAIL));
      assertThat(upload.handle().toString()).doesNotContain(upload.handle().text());
      upload.cancel();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "!", "bm90IGEgaGFuZGxl"})
    void areNotResumedFromAForeignHandle(String text) throws Exception {
      assertThatExceptionOfType(DriveException.SessionLost.class)
          .isThrownBy(() -> drive().resume(new UploadHandle(text)));
    }

    private static InputStream failing(byte[] bytes, int offset, int good) {
      return new InputStream() {
        private final InputStream in =
            new ByteArrayInputStream(bytes, offset, Math.max(0, good - offset));

        @Override
        public int read() throws IOException {
          int got = in.read();
          if (got < 0) {
            throw new IOException("the disk went away");
          }
          return got;
        }
      };
    }
  }

  @Nested
  class ChangeLists {
    @Test
    void tellWhatIsThere() throws Exception {
      DriveItem a = drive().createFolder(drive().root().id(), "a");
      DriveItem file = put(a, "b.dslot", random(10), OnConflict.FAIL);
      Changes first = drive().changes(Optional.empty());
      assertThat(first.anew()).isTrue();
      Changes last = first;
      List<String> seen = new ArrayList<>(ids(first));
      while (last.more()) {
        last = drive().changes(Optional.of(last.token()));
        seen.addAll(ids(last));
      }
      assertThat(seen).contains(a.id(), file.id());

      DriveItem later = put(a, "c.dslot", random(10), OnConflict.FAIL);
      drive().delete(file.id(), Optional.empty());
      Changes next = drive().changes(Optional.of(last.token()));
      assertThat(ids(next)).contains(later.id());
      if (next.anew()) {
        assertThat(ids(next)).doesNotContain(file.id());
      } else {
        assertThat(next.deleted()).contains(file.id());
      }
    }

    private static List<String> ids(Changes changes) {
      return changes.present().stream().map(DriveItem::id).toList();
    }
  }
}
