package org.dubbelslot.floe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dubbelslot.floe.FloeTestKit.AAD;
import static org.dubbelslot.floe.FloeTestKit.SMALL;
import static org.dubbelslot.floe.FloeTestKit.inline;
import static org.dubbelslot.floe.FloeTestKit.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.OptionalLong;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources, sinks and callers that fail, and what is left in memory afterwards. */
class FloeFailureTest {
  private static final byte[] PLAINTEXT = FloeTestKit.random(21, 16 * 40 + 3);

  @AutoClose private final SecretBytes key = key();
  @AutoClose private final FloeWorkers workers = FloeWorkers.pool(2);

  /** A disk that is full after some bytes. */
  private static final class FullDisk extends OutputStream {
    private long room;

    FullDisk(long room) {
      this.room = room;
    }

    @Override
    public void write(int b) throws IOException {
      if (room-- <= 0) {
        throw new IOException("disk full");
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (length > room) {
        throw new IOException("disk full");
      }
      room -= length;
    }
  }

  /** A source that breaks off after some bytes. */
  private static final class BrokenSource extends InputStream {
    private final InputStream bytes;

    BrokenSource(byte[] bytes, int length) {
      this.bytes = new ByteArrayInputStream(bytes, 0, length);
    }

    @Override
    public int read() throws IOException {
      int next = bytes.read();
      if (next < 0) {
        throw new IOException("source gone");
      }
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int got = bytes.read(target, offset, length);
      if (got < 0) {
        throw new IOException("source gone");
      }
      return got;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 73, 74, 121, 122, 500, 1_900})
  void aFullDiskEndsTheWriting(int room) {
    FloeWriter writer = new FloeWriter(SMALL, key, AAD, new FullDisk(room), workers);
    try (writer) {
      assertThatThrownBy(
              () -> {
                writer.write(PLAINTEXT, 0, PLAINTEXT.length);
                writer.finish();
              })
          .isInstanceOf(IOException.class)
          .hasMessage("disk full");
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.write(PLAINTEXT, 0, 1))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(writer.buffers()).isNotEmpty().allSatisfy(b -> assertThat(b).containsOnly(0));
  }

  @Test
  void aSourceThatBreaksOffLeavesAMessageWithoutEnd() throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (FloeWriter writer = new FloeWriter(SMALL, key, AAD, sink, workers)) {
      assertThatThrownBy(() -> writer.transferFrom(new BrokenSource(PLAINTEXT, 16 * 20)))
          .isInstanceOf(IOException.class)
          .hasMessage("source gone");
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
    assertThatThrownBy(() -> FloeTestKit.decrypt(SMALL, sink.toByteArray()))
        .isInstanceOf(FloeException.CutShort.class);
  }

  @Test
  void closingWithoutFinishingWritesNoEnd() throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    FloeWriter writer = new FloeWriter(SMALL, key, AAD, sink, workers);
    try (writer) {
      writer.write(PLAINTEXT, 0, PLAINTEXT.length);
    }
    writer.close();
    assertThatThrownBy(() -> FloeTestKit.decrypt(SMALL, sink.toByteArray()))
        .isInstanceOf(FloeException.CutShort.class);
    assertThat(writer.buffers()).isNotEmpty().allSatisfy(b -> assertThat(b).containsOnly(0));
    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anObserverThatThrowsEndsTheWriting() {
    try (FloeWriter writer =
        new FloeWriter(
            SMALL,
            key,
            AAD,
            OutputStream.nullOutputStream(),
            workers,
            (position, length, sha256) -> {
              throw new IllegalArgumentException("observer " + position);
            })) {
      assertThatThrownBy(
              () -> {
                writer.write(PLAINTEXT, 0, PLAINTEXT.length);
                writer.finish();
              })
          .hasMessage("observer 0");
    }
  }

  @Test
  void writingAfterTheEndIsRefused() throws Exception {
    try (FloeWriter writer =
        new FloeWriter(SMALL, key, AAD, OutputStream.nullOutputStream(), workers)) {
      writer.finish();
      assertThatThrownBy(() -> writer.write(PLAINTEXT, 0, 1))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.transferFrom(InputStream.nullInputStream()))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aSinkThatRefusesEndsTheReading() throws Exception {
    byte[] ciphertext = FloeTestKit.encrypt(SMALL, PLAINTEXT);
    FloeReader reader = reader(new ByteArrayInputStream(ciphertext));
    try (reader) {
      assertThatThrownBy(
              () ->
                  reader.transferTo(
                      segment -> {
                        if (segment.position() == 7) {
                          throw new IOException("disk full");
                        }
                      }))
          .isInstanceOf(IOException.class)
          .hasMessage("disk full");
      assertThatThrownBy(() -> reader.transferTo(segment -> {}))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(reader.buffers()).isNotEmpty();
    for (int i = 1; i < reader.buffers().size(); i += 2) {
      assertThat(reader.buffers().get(i)).as("plaintext buffer").containsOnly(0);
    }
  }

  @Test
  void aSourceThatBreaksOffIsReportedAfterWhatWasSound() throws Exception {
    byte[] ciphertext = FloeTestKit.encrypt(SMALL, PLAINTEXT);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (FloeReader reader = reader(new BrokenSource(ciphertext, 74 + 48 * 9 + 1))) {
      assertThatThrownBy(() -> reader.transferTo(s -> read.write(s.plaintext(), 0, s.length())))
          .isInstanceOf(IOException.class)
          .hasMessage("source gone");
    }
    assertThat(read.toByteArray()).isEqualTo(Arrays.copyOf(PLAINTEXT, 16 * 9));
  }

  @Test
  void plaintextBuffersAreWipedAfterReading() throws Exception {
    FloeReader reader = reader(new ByteArrayInputStream(FloeTestKit.encrypt(SMALL, PLAINTEXT)));
    try (reader) {
      assertThat(reader.transferTo(segment -> {})).isEqualTo(PLAINTEXT.length);
    }
    for (int i = 1; i < reader.buffers().size(); i += 2) {
      assertThat(reader.buffers().get(i)).as("plaintext buffer").containsOnly(0);
    }
  }

  @Test
  void ciphersOfAClosedMessageRefuse() throws Exception {
    FloeMessage message = FloeMessage.encrypt(SMALL, key, AAD);
    SegmentCipher used = message.newCipher();
    byte[] segment = new byte[48];
    used.encrypt(0, true, PLAINTEXT, 0, 16, segment, 0);
    message.close();
    assertThatThrownBy(() -> used.encrypt(1, true, PLAINTEXT, 0, 16, segment, 0))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> used.decrypt(0, true, segment, 0, 48, new byte[16], 0))
        .isInstanceOf(IllegalStateException.class);
    try (FloeMessage other = FloeMessage.encrypt(SMALL, key, AAD)) {
      SegmentCipher cipher = other.newCipher();
      cipher.close();
      assertThatThrownBy(() -> cipher.encrypt(1, true, PLAINTEXT, 0, 16, segment, 0))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void whatNoSegmentCanBeIsRefusedBeforeAnythingIsWritten() {
    try (FloeMessage message = FloeMessage.encrypt(SMALL, key, AAD);
        SegmentCipher cipher = message.newCipher()) {
      byte[] target = new byte[48];
      assertThatThrownBy(() -> cipher.encrypt(-1, true, PLAINTEXT, 0, 16, target, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cipher.encrypt(64, true, PLAINTEXT, 0, 16, target, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cipher.encrypt(0, false, PLAINTEXT, 0, 15, target, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cipher.encrypt(0, true, PLAINTEXT, 0, 17, target, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> cipher.encrypt(0, true, PLAINTEXT, 0, 16, target, 1))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> cipher.encrypt(0, true, new byte[3], 0, 16, target, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThat(target).containsOnly(0);
    }
    try (SecretBytes shortKey = SecretBytes.random(31)) {
      assertThatThrownBy(() -> FloeMessage.encrypt(SMALL, shortKey, AAD))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void failuresSayNothingOfKeyOrContent() throws Exception {
    byte[] ciphertext = FloeTestKit.encrypt(SMALL, "very secret text".getBytes(US_ASCII));
    ciphertext[80] ^= 1;
    assertThatThrownBy(() -> FloeTestKit.decrypt(SMALL, ciphertext))
        .hasMessage("FLOE segment 0 altered");
  }

  private FloeReader reader(InputStream source) throws IOException, FloeException {
    return new FloeReader(SMALL, key, AAD, source, OptionalLong.empty(), workers);
  }

  @Test
  void aReaderNeedsNoThreads() throws Exception {
    byte[] ciphertext = FloeTestKit.encrypt(SMALL, PLAINTEXT);
    assertThat(
            FloeTestKit.decrypt(
                SMALL, new ByteArrayInputStream(ciphertext), OptionalLong.empty(), inline()))
        .isEqualTo(PLAINTEXT);
  }
}
