package org.dubbelslot.format;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.floe.FloeWorkers;
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
 * Whole sealed files, from memory to nowhere and back, on two threads. One operation is one segment
 * of 262,112 bytes, as in {@code FloeBenchmark}, so that the figures compare.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
public class FormatBenchmark {
  private static final int SEGMENTS = 1_024;

  private final TestKeys keys = new TestKeys();
  private final TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);
  private final byte[] plaintext = new byte[SEGMENTS * ContentGeometry.FLOE.plaintextBytes()];
  private FloeWorkers workers;
  private Metadata metadata;
  private byte[] sealed;

  @Setup
  public void setUp() throws Exception {
    new Random(1).nextBytes(plaintext);
    workers = FloeWorkers.pool(2);
    Kid team = member.team().team();
    metadata =
        Metadata.of("file.bin", team)
            .withSizeAndTime(OptionalLong.of(plaintext.length), Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream(plaintext.length + (16 << 20));
    seal(out);
    sealed = out.toByteArray();
  }

  @TearDown
  public void tearDown() {
    workers.close();
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long sealFile() throws Exception {
    return seal(OutputStream.nullOutputStream());
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long openFile() throws Exception {
    return new Opener(workers)
        .open(
            new ByteArrayInputStream(sealed),
            keys,
            OpenOptions.STRICT,
            OutputStream.nullOutputStream())
        .size();
  }

  private long seal(OutputStream out) throws Exception {
    return new Sealer(workers)
        .seal(member.request(metadata), new ByteArrayInputStream(plaintext), out)
        .length();
  }
}
