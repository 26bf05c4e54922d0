package org.dubbelslot.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.OwnFolders;

/**
 * One program that transfers files, as others see it: it holds a lock on a file of its own for as
 * long as it lives, however it ends.
 */
final class Run implements Closeable {
  private static final String ENDING = ".lock";
  private static final int RANDOM_BYTES = 6;

  private final Path folder;
  private final String name;
  private final FileChannel channel;

  private Run(Path folder, String name, FileChannel channel) {
    this.folder = folder;
    this.name = name;
    this.channel = channel;
  }

  /** Begins a run whose lock lies in {@code folder}. */
  static Run begin(Path folder) throws LocalFileException {
    OwnFolders.create(folder);
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String name = processName() + HexFormat.of().formatHex(random);
    Path file = folder.resolve(name + ENDING);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new IOException("a new file is locked");
      }
      return new Run(folder, name, channel);
    } catch (IOException e) {
      throw LocalFileException.whileWriting(file, e);
    }
  }

  /** Other runs of this very process are told by their name: probing a lock would release it. */
  private static String processName() {
    ProcessHandle process = ProcessHandle.current();
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + Long.toHexString(start) + "-";
  }

  String name() {
    return name;
  }

  /** Whether the run of that name, perhaps of another program, is under way. */
  boolean isAlive(String other) throws IOException {
    return isAlive(folder, other);
  }

  /** The same, for whoever has begun no run of its own. */
  static boolean isAlive(Path folder, String other) throws IOException {
    Path file = folder.resolve(other + ENDING);
    if (other.startsWith(processName())) {
      return Files.exists(file);
    }
    try (FileChannel probe = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = probe.tryLock(0, Long.MAX_VALUE, true)) {
      if (lock == null) {
        return true;
      }
    } catch (NoSuchFileException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      return true;
    }
    Files.deleteIfExists(file);
    return false;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(folder.resolve(name + ENDING));
  }
}
