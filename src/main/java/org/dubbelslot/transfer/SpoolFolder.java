package org.dubbelslot.transfer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.OwnFolders;

/** Where ciphertext waits to be sent: a folder of this person's own, never a synchronised one. */
final class SpoolFolder {
  /** What is left for everything else on the disk. */
  private static final long MARGIN = 64L << 20;

  private static final String ENDING = ".spool";
  private static final int RANDOM_BYTES = 8;

  private final Path folder;
  private final String run;
  private final Room room;

  /** How many bytes a disk can still take. */
  @FunctionalInterface
  interface Room {
    /** Of the disk that holds {@code folder}. */
    long in(Path folder) throws IOException;

    /** What the system says. */
    static Room ofTheDisk() {
      return folder -> Files.getFileStore(folder).getUsableSpace();
    }
  }

  /**
   * The spools of one run of the program.
   *
   * @param run its name, with which theirs begin
   */
  SpoolFolder(Path folder, String run, Room room) {
    this.folder = folder;
    this.run = run;
    this.room = room;
  }

  boolean hasRoom(long length) throws IOException {
    OwnFolders.create(folder);
    return room.in(folder) - MARGIN >= length;
  }

  Spool begin() throws LocalFileException {
    OwnFolders.create(folder);
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Spool(folder.resolve(run + "." + HexFormat.of().formatHex(random) + ENDING));
  }

  /**
   * Removes what nobody needs any more.
   *
   * @param neededFile whether a job needs the spool of that path
   * @param livingRun whether the run of that name may still be writing its spools
   */
  void sweep(Predicate<Path> neededFile, Predicate<String> livingRun) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> spools = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path spool : spools) {
        String name = spool.getFileName().toString();
        int dot = name.indexOf('.');
        if (!neededFile.test(spool) && !livingRun.test(name.substring(0, dot))) {
          Files.deleteIfExists(spool);
        }
      }
    }
  }
}
