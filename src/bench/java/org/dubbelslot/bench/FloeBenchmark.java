package org.dubbelslot.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeMessage;
import org.dubbelslot.floe.FloeParameters;
import org.dubbelslot.floe.FloeReader;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.floe.FloeWriter;
import org.dubbelslot.floe.SegmentCipher;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One operation is one segment of 262,112 bytes throughout, so that operations per second divided
 * by 4 are about MiB per second and {@code gc.alloc.rate.norm} is bytes allocated per segment. A
 * message is long enough for the few buffers made at its beginning to weigh little.
 *
 * <p>{@code plainGcmTwoThreads} is the reference: nothing but the JDK's AES-GCM from array to array
 * on two threads, without hashing, order or format.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class FloeBenchmark {
  private static final int SEGMENTS = 1_536;
  private static final FloeParameters OURS = FloeParameters.STANDARD;
  private static final byte[] AAD = new byte[28];

  private final SecretBytes key = SecretBytes.random(FloeParameters.KEY_BYTES);
  private final byte[] plaintext = new byte[OURS.plaintextBytes()];
  private final byte[] segment = new byte[OURS.segmentBytes()];
  private final byte[] target = new byte[OURS.plaintextBytes()];
  private byte[] message;
  private FloeWorkers workers;
  private ExecutorService twoThreads;
  private FloeMessage opened;
  private SegmentCipher cipher;
  private long position;

  @Setup
  public void setUp() throws Exception {
    new Random(1).nextBytes(plaintext);
    workers = FloeWorkers.pool(2);
    twoThreads = Executors.newFixedThreadPool(2);
    opened = FloeMessage.encrypt(OURS, key, AAD);
    cipher = opened.newCipher();
    cipher.encrypt(0, false, plaintext, 0, plaintext.length, segment, 0);
    int bytes = Math.toIntExact(OURS.ciphertextLength((long) SEGMENTS * plaintext.length));
    ByteArrayOutputStream sink = new ByteArrayOutputStream(bytes);
    write(sink, true);
    message = sink.toByteArray();
  }

  @TearDown
  public void tearDown() {
    cipher.close();
    opened.close();
    workers.close();
    twoThreads.close();
    key.close();
  }

  @Benchmark
  public int encryptOneSegment() {
    return cipher.encrypt(position++, false, plaintext, 0, plaintext.length, segment, 0);
  }

  @Benchmark
  public int decryptOneSegment() throws Exception {
    return cipher.decrypt(0, false, segment, 0, segment.length, target, 0);
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long writeMessageWithDigests() throws Exception {
    return write(OutputStream.nullOutputStream(), true);
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long writeMessage() throws Exception {
    return write(OutputStream.nullOutputStream(), false);
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long readMessageWithDigests() throws Exception {
    try (FloeReader reader =
        new FloeReader(
            OURS,
            key,
            AAD,
            new ByteArrayInputStream(message),
            OptionalLong.of(message.length),
            workers)) {
      return reader.transferTo(read -> {});
    }
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public int plainGcmTwoThreads() throws Exception {
    List<Future<Integer>> halves = new ArrayList<>();
    for (int thread = 0; thread < 2; thread++) {
      halves.add(twoThreads.submit(() -> plainGcm(SEGMENTS / 2)));
    }
    int bytes = 0;
    for (Future<Integer> half : halves) {
      bytes += half.get();
    }
    return bytes;
  }

  /** What copying alone costs on two threads, from array to array. */
  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public int plainCopyTwoThreads() throws Exception {
    List<Future<Integer>> halves = new ArrayList<>();
    for (int thread = 0; thread < 2; thread++) {
      halves.add(
          twoThreads.submit(
              () -> {
                byte[] out = new byte[OURS.segmentBytes()];
                for (int i = 0; i < SEGMENTS / 2; i++) {
                  System.arraycopy(plaintext, 0, out, 0, plaintext.length);
                }
                return (int) out[1];
              }));
    }
    int sum = 0;
    for (Future<Integer> half : halves) {
      sum += half.get();
    }
    return sum;
  }

  /** SHA-256 alone on two threads: the format asks for one of every plaintext segment. */
  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public int plainSha256TwoThreads() throws Exception {
    List<Future<Integer>> halves = new ArrayList<>();
    for (int thread = 0; thread < 2; thread++) {
      halves.add(
          twoThreads.submit(
              () -> {
                MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
                byte[] digest = new byte[32];
                for (int i = 0; i < SEGMENTS / 2; i++) {
                  sha256.update(plaintext, 0, plaintext.length);
                  sha256.digest(digest, 0, digest.length);
                }
                return (int) digest[0];
              }));
    }
    int sum = 0;
    for (Future<Integer> half : halves) {
      sum += half.get();
    }
    return sum;
  }

  private int plainGcm(int segments) throws Exception {
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec gcmKey = new SecretKeySpec(key.bytes(), "AES");
    SecureRandom random = new SecureRandom();
    byte[] iv = new byte[12];
    byte[] out = new byte[OURS.segmentBytes()];
    int bytes = 0;
    for (int i = 0; i < segments; i++) {
      random.nextBytes(iv);
      gcm.init(Cipher.ENCRYPT_MODE, gcmKey, new GCMParameterSpec(128, iv));
      bytes += gcm.doFinal(plaintext, 0, plaintext.length, out, 0);
    }
    return bytes;
  }

  private long write(OutputStream sink, boolean digests) throws Exception {
    try (FloeWriter writer =
        digests
            ? new FloeWriter(OURS, key, AAD, sink, workers, (at, length, sha256) -> {})
            : new FloeWriter(OURS, key, AAD, sink, workers)) {
      for (int i = 0; i < SEGMENTS; i++) {
        writer.write(plaintext, 0, plaintext.length);
      }
      return writer.finish();
    }
  }
}
