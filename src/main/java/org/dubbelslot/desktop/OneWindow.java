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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

  /** How long a later start looks for an answer without being told of one, and how often. */
  private static final int LOOK_MILLIS = 250;

  private static final int MOST_LOOKS = 120;

  private final FileChannel lockFile;
  private final Path starts;
  private final WatchService watch;

  private OneWindow(FileChannel lockFile, Path starts, WatchService watch) {
    this.lockFile = lockFile;
    this.starts = starts;
    this.watch = watch;
  }

  /**
   * Becomes the one window of a folder, or hands over to the one that is there. Where that one is
   * just closing, this waits until it has gone, and takes its place.
   *
   * @param state the person's folder for what is under way; made where it is missing
   * @param files that this start is to show
   * @param handedOver is given the files of later starts, perhaps none, by a thread of its own, and
   *     answers whether the window took them; one that is closing does not
   * @return empty when the files were handed over
   */
  static Optional<OneWindow> become(
      Path state, List<Path> files, Function<List<Path>, CompletableFuture<Boolean>> handedOver)
      throws IOException {
    OwnFolders.create(state);
    Path starts = OwnFolders.create(state.resolve(STARTS));
    Optional<FileChannel> free = lock(state);
    Optional<FileChannel> lock = free.isPresent() ? free : handOver(state, starts, files);
    return lock.isPresent() ? Optional.of(begin(lock.get(), starts, handedOver)) : Optional.empty();
  }

  private static OneWindow begin(
      FileChannel lockFile,
      Path starts,
      Function<List<Path>, CompletableFuture<Boolean>> handedOver)
      throws IOException {
    try {
      WatchService watch = starts.getFileSystem().newWatchService();
      OneWindow window = new OneWindow(lockFile, starts, watch);
      starts.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      Thread.ofVirtual().name("later starts").start(() -> window.listen(handedOver));
      return window;
    } catch (IOException e) {
      lockFile.close();
      throw e;
    }
  }

  /** The lock of the one window, unless another program has it. */
  private static Optional<FileChannel> lock(Path state) throws IOException {
    FileChannel lockFile =
        FileChannel.open(state.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isLocked(lockFile)) {
      return Optional.of(lockFile);
    }
    lockFile.close();
    return Optional.empty();
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

  /**
   * Waits until the first has taken the files, or has gone without them.
   *
   * @return the first one's lock, where it has gone
   */
  private static Optional<FileChannel> handOver(Path state, Path starts, List<Path> files)
      throws IOException {
    try (WatchService watch = starts.getFileSystem().newWatchService()) {
      starts.register(watch, StandardWatchEventKinds.ENTRY_DELETE);
      Path start = write(starts, files);
      for (int looks = 0; looks < MOST_LOOKS && Files.exists(start); looks++) {
        Optional<FileChannel> lock = lock(state);
        if (lock.isPresent()) {
          // Before this one listens: it has the files already.
          Files.deleteIfExists(start);
          return lock;
        }
        WatchKey key = watch.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (key != null) {
          key.pollEvents();
          key.reset();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private static Path write(Path starts, List<Path> files) throws IOException {
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
    return start;
  }

  private void listen(Function<List<Path>, CompletableFuture<Boolean>> handedOver) {
    Set<Path> offered = new HashSet<>();
    try {
      while (true) {
        // A start that was handed over before this window looked is there without an event.
        takeAll(offered, handedOver);
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

  private void takeAll(
      Set<Path> offered, Function<List<Path>, CompletableFuture<Boolean>> handedOver)
      throws IOException {
    List<Path> waiting;
    try (Stream<Path> all = Files.list(starts)) {
      waiting = all.filter(file -> file.getFileName().toString().endsWith(ENDING)).toList();
    }
    offered.retainAll(waiting);
    for (Path start : waiting) {
      if (offered.add(start)) {
        try {
          handedOver
              .apply(read(start))
              .thenAcceptAsync(taken -> answered(start, taken), Thread::startVirtualThread);
        } catch (IOException | IllegalArgumentException e) {
          logger().log(System.Logger.Level.DEBUG, "a later start was not understood", e);
          Files.deleteIfExists(start);
        }
      }
    }
  }

  /** What was not taken stays for the start that waits for it. */
  private static void answered(Path start, boolean taken) {
    if (taken) {
      try {
        Files.deleteIfExists(start);
      } catch (IOException e) {
        logger().log(System.Logger.Level.DEBUG, "a later start stays on the disk", e);
      }
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
