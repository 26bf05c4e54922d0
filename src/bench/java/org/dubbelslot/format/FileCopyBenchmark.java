package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.floe.FloeParameters;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.floe.FloeWriter;
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
 * From one file to another, in memory where there is such a file system, beside a copy of the same
 * file by two threads that do nothing but copy. One operation is a segment of 262,112 bytes, as in
 * {@code FloeBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 3)
public class FileCopyBenchmark {
  private static final int SEGMENTS = 2_048;
  private static final int BLOCK = 256 * 1024;
  private static final Path MEMORY = Path.of("/dev/shm");

  private final TestKeys keys = new TestKeys();
  private final TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);
  private final SecretBytes key = SecretBytes.random(FloeParameters.KEY_BYTES);
  private ExecutorService twoThreads;
  private FloeWorkers workers;
  private Path folder;
  private Path plaintext;
  private Path sealed;
  private Path target;
  private Metadata metadata;

  @Setup
  public void setUp() throws Exception {
    twoThreads = Executors.newFixedThreadPool(2);
    workers = FloeWorkers.pool(2);
    folder =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "dubbelslot-copy-")
            : Files.createTempDirectory("dubbelslot-copy-");
    plaintext = folder.resolve("plaintext");
    sealed = folder.resolve("sealed");
    target = folder.resolve("target");
    byte[] segment = new byte[ContentGeometry.FLOE.plaintextBytes()];
    Random random = new Random(1);
    try (var out = Files.newOutputStream(plaintext)) {
      for (int i = 0; i < SEGMENTS; i++) {
        random.nextBytes(segment);
        out.write(segment);
      }
    }
    metadata =
        Metadata.of("file.bin", member.team().team())
            .withSizeAndTime(OptionalLong.of(Files.size(plaintext)), Optional.empty());
    seal(sealed);
  }

  @TearDown
  public void tearDown() throws IOException {
    twoThreads.close();
    workers.close();
    key.close();
    for (Path path : List.of(plaintext, sealed, target)) {
      Files.deleteIfExists(path);
    }
    Files.delete(folder);
  }

  /** The reference: nothing but reading and writing, each thread every other block. */
  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long copyTwoThreads() throws Exception {
    Files.deleteIfExists(target);
    try (FileChannel in = FileChannel.open(plaintext, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      List<Future<Long>> halves = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        int first = thread;
        halves.add(twoThreads.submit(() -> copyEverySecond(in, out, first)));
      }
      long bytes = 0;
      for (Future<Long> half : halves) {
        bytes += half.get();
      }
      return bytes;
    }
  }

  private static long copyEverySecond(FileChannel in, FileChannel out, int first)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
    long size = in.size();
    long bytes = 0;
    for (long at = (long) first * BLOCK; at < size; at += 2L * BLOCK) {
      buffer.clear();
      int got = 0;
      while (buffer.hasRemaining() && got >= 0) {
        got = in.read(buffer, at + buffer.position());
      }
      buffer.flip();
      while (buffer.hasRemaining()) {
        bytes += out.write(buffer, at + buffer.position());
      }
    }
    return bytes;
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long floeWriter() throws Exception {
    Files.deleteIfExists(target);
    try (InputStream in = SourceFile.of(plaintext).open();
        AtomicFile file = AtomicFile.create(target, false);
        FloeWriter writer =
            new FloeWriter(ContentGeometry.FLOE, key, new byte[28], file::write, workers)) {
      writer.transferFrom(in);
      long bytes = writer.finish();
      file.commit();
      return bytes;
    }
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long sealFile() throws Exception {
    Files.deleteIfExists(target);
    return seal(target);
  }

  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public long openFile() throws Exception {
    Files.deleteIfExists(target);
    try (InputStream in = SourceFile.of(sealed).open();
        AtomicFile file = AtomicFile.create(target, false)) {
      Opened opened =
          new Opener(workers).open(in, keys, OpenOptions.STRICT, file::write, (id, metadata) -> {});
      file.commit();
      return opened.size();
    }
  }

  private long seal(Path to) throws Exception {
    try (InputStream in = SourceFile.of(plaintext).open();
        AtomicFile file = AtomicFile.create(to, false)) {
      long length = new Sealer(workers).seal(member.request(metadata), in, file::write).length();
      file.commit();
      return length;
    }
  }
}
