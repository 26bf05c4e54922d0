package org.dubbelslot.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.floe.PositionalOutput;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A file that the workers write")
class SealedToFileTest {
  private static final int SEGMENT = ContentGeometry.FLOE.plaintextBytes();

  @TempDir Path folder;
  @AutoClose private final FloeWorkers workers = FloeWorkers.pool(2);
  private final TestKeys keys = new TestKeys();
  private final TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);

  @ParameterizedTest(name = "of {0} bytes, size foretold: {1}, is what a stream would have been")
  @CsvSource({
    "0, true",
    "1, true",
    "262112, true",
    "262113, true",
    "524224, true",
    "1000003, true",
    "3000000, true",
    "0, false",
    "262113, false",
    "3000000, false"
  })
  void sameAsStream(int size, boolean foretold) throws Exception {
    byte[] plaintext = plaintext(size);
    SealRequest request = request(foretold ? OptionalLong.of(size) : OptionalLong.empty());
    Path target = folder.resolve("a.dslot");
    Sealed sealed;
    try (AtomicFile file = AtomicFile.create(target, false)) {
      sealed = new Sealer(workers).seal(request, source(plaintext), file::write);
      file.commit();
    }
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    new Sealer(workers).seal(request, source(plaintext), stream);

    assertThat(target).hasSize(sealed.length()).hasSize(stream.size());
    for (byte[] each : new byte[][] {Files.readAllBytes(target), stream.toByteArray()}) {
      assertThat(openedAsStream(each)).isEqualTo(plaintext);
      assertThat(openedAsFile(each)).isEqualTo(plaintext);
    }
  }

  @ParameterizedTest(name = "and damaged in segment {0} leaves nothing")
  @ValueSource(ints = {0, 1, 5, 11})
  void damaged(int segment) throws Exception {
    byte[] sealed = sealed(plaintext(3_000_000));
    long content = sealed.length - Layout.TRAILER_LENGTH;
    long start = content - ContentGeometry.FLOE.ciphertextLength(Padme.padded(3_000_000));
    int at = Math.toIntExact(start + ContentGeometry.FLOE.segmentOffset(segment) + 100);

    assertThatThrownBy(() -> openedAsFile(CrookedSealer.flip(sealed, at)))
        .isInstanceOf(FormatException.SegmentAltered.class)
        .hasMessage(refusedAsStream(CrookedSealer.flip(sealed, at)));

    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest(name = "on a disk that is full after {0} bytes leaves nothing")
  @ValueSource(ints = {0, 5_000, 300_000, 2_500_000})
  void diskFull(int room) throws Exception {
    SealRequest request = request(OptionalLong.of(3_000_000));
    byte[] plaintext = plaintext(3_000_000);
    Path target = folder.resolve("full");
    try (AtomicFile file = AtomicFile.create(target, false)) {
      PositionalOutput small = limited(file, target, room);
      assertThatExceptionOfType(LocalFileException.DiskFull.class)
          .isThrownBy(() -> new Sealer(workers).seal(request, source(plaintext), small))
          .matches(e -> e.path().equals(target));
    }
    byte[] sealed = sealed(plaintext);
    try (AtomicFile file = AtomicFile.create(target, false)) {
      PositionalOutput small = limited(file, target, room);
      assertThatExceptionOfType(LocalFileException.DiskFull.class)
          .isThrownBy(() -> open(sealed, small));
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("and closed from elsewhere, as when the program is stopped, leaves nothing")
  void closedMeanwhile() throws Exception {
    SealRequest request = request(OptionalLong.of(3_000_000));
    try (AtomicFile file = AtomicFile.create(folder.resolve("stopped"), false)) {
      PositionalOutput stopping =
          (position, bytes, offset, length) -> {
            if (position > 4L * SEGMENT) {
              file.close();
            }
            file.write(position, bytes, offset, length);
          };
      assertThatThrownBy(
              () -> new Sealer(workers).seal(request, source(plaintext(3_000_000)), stopping))
          .isInstanceOf(LocalFileException.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("by somebody who was interrupted leaves nothing, and the interruption stands")
  void interrupted() throws Exception {
    SealRequest request = request(OptionalLong.of(3_000_000));
    try (AtomicFile file = AtomicFile.create(folder.resolve("interrupted"), false)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> new Sealer(workers).seal(request, source(plaintext(3_000_000)), file::write))
          .isInstanceOf(IOException.class);
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest(name = "whose source has {0} bytes more than was said leaves nothing")
  @ValueSource(ints = {-1, 1, 600_000, -600_000})
  void sourceChanged(int more) throws Exception {
    SealRequest request = request(OptionalLong.of(3_000_000));
    try (AtomicFile file = AtomicFile.create(folder.resolve("changed"), false)) {
      InputStream source = source(plaintext(3_000_000 + more));
      assertThatThrownBy(() -> new Sealer(workers).seal(request, source, file::write))
          .isInstanceOf(SealException.SourceChanged.class);
    }
    assertThat(folder).isEmptyDirectory();
  }

  private static PositionalOutput limited(AtomicFile file, Path target, int room) {
    return (position, bytes, offset, length) -> {
      if (position + length > room) {
        throw LocalFileException.whileWriting(target, new IOException("No space left on device"));
      }
      file.write(position, bytes, offset, length);
    };
  }

  private byte[] openedAsFile(byte[] sealed) throws Exception {
    Path target = folder.resolve("opened");
    try (AtomicFile file = AtomicFile.create(target, true)) {
      open(sealed, file::write);
      file.commit();
    }
    byte[] opened = Files.readAllBytes(target);
    Files.delete(target);
    return opened;
  }

  private byte[] openedAsStream(byte[] sealed) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Opener(workers).open(source(sealed), keys, OpenOptions.STRICT, out);
    return out.toByteArray();
  }

  private String refusedAsStream(byte[] sealed) throws Exception {
    try {
      openedAsStream(sealed);
      return "not refused";
    } catch (FormatException e) {
      return e.getMessage();
    }
  }

  private Opened open(byte[] sealed, PositionalOutput out) throws IOException, FormatException {
    return new Opener(workers)
        .open(source(sealed), keys, OpenOptions.STRICT, out, (id, metadata) -> {});
  }

  private byte[] sealed(byte[] plaintext) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SealRequest request = request(OptionalLong.of(plaintext.length));
    new Sealer(workers).seal(request, source(plaintext), out);
    return out.toByteArray();
  }

  private SealRequest request(OptionalLong size) {
    Metadata metadata = Metadata.of("a.bin", member.team().team());
    return member.request(metadata.withSizeAndTime(size, Optional.empty()));
  }

  private static InputStream source(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  /** Ends in zeros, which padding could be mistaken for. */
  private static byte[] plaintext(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    Arrays.fill(bytes, size - size / 3, size, (byte) 0);
    return bytes;
  }
}
