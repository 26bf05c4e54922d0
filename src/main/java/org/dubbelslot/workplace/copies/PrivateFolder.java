package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.OwnFolders;
import org.dubbelslot.transfer.CopyException;

/**
 * The folder in which all copies lie: its owner's alone, in no folder that a sync client sends on,
 * and marked for those who index or back up folders to leave it out. One run of the program has it
 * at a time.
 */
final class PrivateFolder implements AutoCloseable {
  /** Programs that back up or index know one or the other. */
  private static final List<String> MARKS =
      List.of(".nomedia", ".trackerignore", ".metadata_never_index");

  /** As bford.info/cachedir describes. */
  private static final String CACHE_TAG =
      """
      Signature: 8a477f597d28d172789f06886806bc55
      # Working copies of Dubbelslot: not to be backed up, not to be indexed.
      """;

  private static final String LOCK = "lock";
  private static final int ATTRIB_SECONDS = 5;

  private final Path folder;
  private final FileChannel channel;

  private PrivateFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Makes it, unless it is there, and takes it for this run. Whether new copies may lie there is
   * the caller's to ask; what lies there already is cleared all the sooner where they may not.
   *
   * @throws CopyException.InUse when another run has it
   * @throws LocalFileException when it cannot be made
   */
  static PrivateFolder take(Path folder) throws LocalFileException, CopyException.InUse {
    OwnFolders.create(folder);
    try {
      restrict(folder);
      mark(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean locked = false;
      try {
        locked = lock(channel);
      } finally {
        if (!locked) {
          channel.close();
        }
      }
      if (!locked) {
        throw new CopyException.InUse();
      }
      return new PrivateFolder(folder, channel);
    } catch (IOException e) {
      throw LocalFileException.whileWriting(folder, e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void restrict(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static void mark(Path folder) throws IOException {
    Path tag = folder.resolve("CACHEDIR.TAG");
    if (!Files.exists(tag)) {
      Files.writeString(tag, CACHE_TAG, StandardCharsets.US_ASCII);
    }
    for (String mark : MARKS) {
      if (!Files.exists(folder.resolve(mark))) {
        Files.createFile(folder.resolve(mark));
      }
    }
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
      unindex(folder);
    }
  }

  /** Windows has an attribute for it that Java cannot set; what is made inside inherits it. */
  private static void unindex(Path folder) {
    try {
      new ProcessBuilder("attrib", "+I", folder.toString())
          .start()
          .waitFor(ATTRIB_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // An index of this computer then knows the copies while they are there, as of any file.
      System.getLogger(PrivateFolder.class.getName())
          .log(System.Logger.Level.WARNING, "the folder of copies may be indexed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Path folder() {
    return folder;
  }

  /** The folders of single copies, of this run and of others. */
  static List<Path> copies(Path all) throws LocalFileException {
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(all)) {
      return found;
    }
    try (Stream<Path> each = Files.list(all)) {
      each.filter(CopyFolder::isOne).sorted().forEach(found::add);
      return found;
    } catch (IOException e) {
      throw LocalFileException.whileReading(all, e);
    }
  }

  @Override
  public void close() throws LocalFileException {
    try {
      channel.close();
    } catch (IOException e) {
      throw LocalFileException.whileWriting(folder, e);
    }
  }
}
