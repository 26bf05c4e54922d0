package org.dubbelslot.floe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dubbelslot.floe.FloeTestKit.AAD;
import static org.dubbelslot.floe.FloeTestKit.SMALL;
import static org.dubbelslot.floe.FloeTestKit.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where the workers write themselves")
class PositionalWritingTest {
  private static final byte[] PLAINTEXT = FloeTestKit.random(31, 16 * 40 + 3);

  @AutoClose private final SecretBytes key = key();
  @AutoClose private final FloeWorkers workers = FloeWorkers.pool(2);

  /** A file in memory in which some places cannot be written to. */
  private static final class Memory implements PositionalOutput {
    private final Set<Long> broken = new HashSet<>();
    private byte[] bytes = new byte[0];

    @Override
    public synchronized void write(long position, byte[] from, int offset, int length)
        throws IOException {
      if (broken.contains(position)) {
        throw new IOException("broken at " + position);
      }
      int end = Math.toIntExact(position + length);
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length, end));
      System.arraycopy(from, offset, bytes, (int) position, length);
    }
  }

  @ParameterizedTest(name = "{0} bytes stand where a stream would have them")
  @ValueSource(ints = {0, 1, 15, 16, 17, 32, 16 * 40 + 3, 16 * 64})
  void theSameMessage(int length) throws Exception {
    byte[] plaintext = Arrays.copyOf(PLAINTEXT, length);
    Memory memory = new Memory();
    try (FloeWriter writer = writer(memory.from(5))) {
      writer.transferFrom(new ByteArrayInputStream(plaintext));
      assertThat(writer.finish()).isEqualTo(SMALL.ciphertextLength(length));
    }

    byte[] message = Arrays.copyOfRange(memory.bytes, 5, memory.bytes.length);
    assertThat(message).hasSameSizeAs(FloeTestKit.encrypt(SMALL, plaintext));
    assertThat(FloeTestKit.decrypt(SMALL, message)).isEqualTo(plaintext);

    Memory back = new Memory();
    try (FloeReader reader = reader(message)) {
      assertThat(reader.transferTo(to(back), segment -> {})).isEqualTo(length);
    }
    assertThat(back.bytes).isEqualTo(plaintext);
  }

  @ParameterizedTest(name = "a write that fails at {0} ends it, the first failure first")
  @ValueSource(longs = {0, 74, 74 + 48, 74 + 48 * 7, 74 + 48 * 40})
  void aWriteThatFails(long position) {
    Memory memory = new Memory();
    memory.broken.add(position);
    memory.broken.add(74L + 48 * 40);
    FloeWriter writer = writer(memory);
    try (writer) {
      assertThatThrownBy(
              () -> {
                writer.write(PLAINTEXT, 0, PLAINTEXT.length);
                writer.finish();
              })
          .isInstanceOf(IOException.class)
          .hasMessage("broken at " + position);
      assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    }
    assertThat(writer.buffers()).isNotEmpty().allSatisfy(b -> assertThat(b).containsOnly(0));
  }

  @Test
  @DisplayName("plaintext that cannot be written ends the reading in its turn, and is wiped")
  void plaintextThatCannotBeWritten() throws Exception {
    Memory memory = new Memory();
    memory.broken.add(16L * 9);
    memory.broken.add(16L * 11);
    FloeReader reader = reader(FloeTestKit.encrypt(SMALL, PLAINTEXT));
    Set<Long> seen = new HashSet<>();
    try (reader) {
      assertThatThrownBy(() -> reader.transferTo(to(memory), s -> seen.add(s.position())))
          .hasMessage("broken at 144");
    }
    assertThat(seen).hasSize(9);
    for (int i = 1; i < reader.buffers().size(); i += 2) {
      assertThat(reader.buffers().get(i)).as("plaintext buffer").containsOnly(0);
    }
  }

  @Test
  @DisplayName("a segment that was altered is never written")
  void altered() throws Exception {
    byte[] message = FloeTestKit.encrypt(SMALL, PLAINTEXT);
    message[74 + 48 * 3 + 20] ^= 1;
    Memory memory = new Memory();
    memory.broken.add(16L * 3);
    try (FloeReader reader = reader(message)) {
      assertThatThrownBy(() -> reader.transferTo(to(memory), segment -> {}))
          .isInstanceOf(FloeException.SegmentAltered.class);
    }
  }

  @Test
  @DisplayName("after closing nothing is written any more, interrupted or not")
  void closingWaits() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    Memory memory = new Memory();
    PositionalOutput slow =
        (position, bytes, offset, length) -> {
          begun.countDown();
          await(mayEnd);
          memory.write(position, bytes, offset, length);
        };
    FloeWriter writer = writer(slow);
    try (writer) {
      writer.write(PLAINTEXT, 0, 17);
      begun.await();
      Thread.currentThread().interrupt();
      assertThatThrownBy(writer::finish).isInstanceOf(InterruptedIOException.class);
      mayEnd.countDown();
    }
    assertThat(Thread.interrupted()).as("still interrupted").isTrue();
    byte[] then = memory.bytes.clone();
    workers.close();
    assertThat(memory.bytes).isEqualTo(then);
  }

  private static void await(CountDownLatch latch) throws InterruptedIOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw (InterruptedIOException) new InterruptedIOException().initCause(e);
    }
  }

  private static SegmentWork to(PositionalOutput out) {
    return s -> out.write(s.position() * 16, s.plaintext(), 0, s.length());
  }

  private FloeWriter writer(PositionalOutput out) {
    return new FloeWriter(SMALL, key, AAD, out, workers, (position, length, sha256) -> {});
  }

  private FloeReader reader(byte[] message) throws IOException, FloeException {
    return new FloeReader(
        SMALL,
        key,
        AAD,
        new ByteArrayInputStream(message),
        OptionalLong.of(message.length),
        workers);
  }
}
