package org.dubbelslot.desktop;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.OwnFolders;

/**
 * One window for each person's folder: a second start hands its files over to the first, through a
 * folder that only its owner can look into. The first is known by a lock, which the system takes
 * back when a program ends, however that happens.
 */
final class OneWindow implements AutoCloseable {
  private static final String LOCK = "window.lock";
  private static final String STARTS = "starts";
  private static final String ENDING = ".start";
  private static final int MOST_FILES = 10_000;

  private final FileChannel lockFile;
  private final Path starts;
  private final WatchService watch;

  private OneWindow(FileChannel lockFile, Path starts, WatchService watch) {
    this.lockFile = lockFile;
    this.starts = starts;
    this.watch = watch;
  }

  /**
   * Becomes the one window of a folder, or hands over to the one that is there.
   *
   * @param state the person's folder for what is under way; made where it is missing
   * @param files that this start is to show
   * @param handedOver is given the files of later starts, perhaps none, by a thread of its own
   * @return empty when the files were handed over
   */
  static Optional<OneWindow> become(Path state, List<Path> files, Consumer<List<Path>> handedOver)
      throws IOException {
    OwnFolders.create(state);
    Path starts = OwnFolders.create(state.resolve(STARTS));
    FileChannel lockFile =
        FileChannel.open(state.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isLocked(lockFile)) {
      lockFile.close();
      handOver(starts, files);
      return Optional.empty();
    }
    try {
      WatchService watch = starts.getFileSystem().newWatchService();
      OneWindow window = new OneWindow(lockFile, starts, watch);
      starts.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Thread.ofVirtual().name("later starts").start(() -> window.listen(handedOver));
      return Optional.of(window);
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  /** The lock lasts as long as the channel is open. */
  private static boolean isLocked(FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void handOver(Path starts, List<Path> files) throws IOException {
    Path start = starts.resolve(UUID.randomUUID() + ENDING);
    try (AtomicFile file = AtomicFile.create(start, false);
        DataOutputStream out = new DataOutputStream(file.output())) {
      out.writeInt(files.size());
      for (Path each : files) {
        out.writeUTF(each.toAbsolutePath().toString());
      }
      out.flush();
      file.commit();
    }
  }

  private void listen(Consumer<List<Path>> handedOver) {
    try {
      while (true) {
        // A start that was handed over before this window looked is there without an event.
        takeAll(handedOver);
        WatchKey key = watch.take();
        key.pollEvents();
        key.reset();
      }
    } catch (ClosedWatchServiceException e) {
      // The window has closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      logger().log(System.Logger.Level.DEBUG, "later starts are not heard any more", e);
    }
  }

  private void takeAll(Consumer<List<Path>> handedOver) throws IOException {
    List<Path> waiting;
    try (Stream<Path> all = Files.list(starts)) {
      waiting = all.filter(file -> file.getFileName().toString().endsWith(ENDING)).toList();
    }
    for (Path start : waiting) {
      try {
        handedOver.accept(read(start));
      } catch (IOException | IllegalArgumentException e) {
        logger().log(System.Logger.Level.DEBUG, "a later start was not understood", e);
      }
      Files.deleteIfExists(start);
    }
  }

  private static List<Path> read(Path start) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(start))) {
      int count = in.readInt();
      if (count < 0 || count > MOST_FILES) {
        throw new IOException("too many files");
      }
      List<Path> files = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        files.add(Path.of(in.readUTF()));
      }
      return files;
    }
  }

  private static System.Logger logger() {
    return System.getLogger(OneWindow.class.getName());
  }

  @Override
  public void close() throws IOException {
    try (lockFile) {
      watch.close();
    }
  }
}
