package org.dubbelslot.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dubbelslot.floe.FloeTestKit.AAD;
import static org.dubbelslot.floe.FloeTestKit.key;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published answers of five implementations, read in every way this room can read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloeKnownAnswersTest {
  private static final int ANSWERS = 17;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(String name, FloeParameters parameters, byte[] plaintext, byte[] ciphertext) {
    List<byte[]> segments() {
      int size = parameters.segmentBytes();
      return Stream.iterate(
              FloeParameters.HEADER_BYTES, at -> at < ciphertext.length, at -> at + size)
          .map(at -> Arrays.copyOfRange(ciphertext, at, Math.min(at + size, ciphertext.length)))
          .toList();
    }

    byte[] header() {
      return Arrays.copyOf(ciphertext, FloeParameters.HEADER_BYTES);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Path folder() {
    return Path.of(System.getProperty("shared.dir", "../shared"), "data/vectors/floe");
  }

  @BeforeAll
  void published() {
    assumeTrue(Files.isDirectory(folder()), "the published FLOE answers are not on this computer");
  }

  static Stream<Answer> answers() throws IOException {
    if (!Files.isDirectory(folder())) {
      return Stream.empty();
    }
    List<Path> ciphertexts;
    try (Stream<Path> files = Files.list(folder())) {
      ciphertexts = files.filter(file -> file.toString().endsWith("_ct.txt")).sorted().toList();
    }
    assertThat(ciphertexts).hasSize(ANSWERS);
    return ciphertexts.stream().map(FloeKnownAnswersTest::read);
  }

  private static Answer read(Path file) {
    String name = file.getFileName().toString().replace("_ct.txt", "");
    byte[] ciphertext = hex(file);
    int segmentBytes = ByteBuffer.wrap(ciphertext).getInt(2);
    int rotationBits = name.contains("rotation") ? 2 : 20;
    return new Answer(
        name,
        new FloeParameters(segmentBytes, rotationBits, 1L << 40),
        hex(file.resolveSibling(name + "_pt.txt")),
        ciphertext);
  }

  private static byte[] hex(Path file) {
    try {
      return HexFormat.of().parseHex(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void readInOrder(Answer answer) throws Exception {
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    byte[] target = new byte[answer.parameters().plaintextBytes()];
    try (SecretBytes key = key();
        OnlineDecryptor decryptor =
            new OnlineDecryptor(answer.parameters(), key, AAD, answer.header())) {
      for (byte[] segment : answer.segments()) {
        int length = decryptor.decryptSegment(segment, 0, segment.length, target, 0);
        plaintext.write(target, 0, length);
      }
      decryptor.requireFinished();
    }
    assertThat(plaintext.toByteArray()).isEqualTo(answer.plaintext());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void readAtRandom(Answer answer) throws Exception {
    List<byte[]> segments = answer.segments();
    int full = answer.parameters().plaintextBytes();
    byte[] plaintext = new byte[answer.plaintext().length];
    try (SecretBytes key = key();
        FloeMessage message = FloeMessage.decrypt(answer.parameters(), key, AAD, answer.header());
        SegmentCipher cipher = message.newCipher()) {
      for (int i = segments.size() - 1; i >= 0; i--) {
        byte[] segment = segments.get(i);
        boolean last = i == segments.size() - 1;
        cipher.decrypt(i, last, segment, 0, segment.length, plaintext, i * full);
      }
    }
    assertThat(plaintext).isEqualTo(answer.plaintext());
    assertThat(answer.parameters().segmentsIn(answer.ciphertext().length))
        .hasValue(segments.size());
    assertThat(answer.parameters().plaintextLength(answer.ciphertext().length))
        .hasValue(answer.plaintext().length);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void readInParallel(Answer answer) throws Exception {
    try (FloeWorkers workers = FloeWorkers.pool(3)) {
      assertThat(
              FloeTestKit.decrypt(
                  answer.parameters(),
                  new ByteArrayInputStream(answer.ciphertext()),
                  OptionalLong.of(answer.ciphertext().length),
                  workers))
          .isEqualTo(answer.plaintext());
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void writtenToTheSameBytesUnderTheSameIvs(Answer answer) throws Exception {
    List<byte[]> segments = answer.segments();
    int full = answer.parameters().plaintextBytes();
    byte[] iv = Arrays.copyOfRange(answer.ciphertext(), 10, 42);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (SecretBytes key = key();
        FloeMessage message = FloeMessage.encrypt(answer.parameters(), key, AAD, iv);
        SegmentCipher cipher = new SegmentCipher(message, ivsOf(segments))) {
      written.write(message.header());
      byte[] target = new byte[answer.parameters().segmentBytes()];
      for (int i = 0; i < segments.size(); i++) {
        boolean last = i == segments.size() - 1;
        int length = last ? answer.plaintext().length - i * full : full;
        int size = cipher.encrypt(i, last, answer.plaintext(), i * full, length, target, 0);
        written.write(target, 0, size);
      }
    }
    assertThat(written.toByteArray()).isEqualTo(answer.ciphertext());
  }

  /** The IVs of {@code segments}, a filled array at a time. */
  private static Consumer<byte[]> ivsOf(List<byte[]> segments) {
    ByteBuffer ivs = ByteBuffer.allocate(segments.size() * 12);
    segments.forEach(segment -> ivs.put(segment, 4, 12));
    ivs.flip();
    return target -> ivs.get(target, 0, Math.min(target.length, ivs.remaining()));
  }
}
