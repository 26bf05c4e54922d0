package org.dubbelslot.workplace.copies;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Tells whether another program has a file open, as far as the operating system lets know. */
@FunctionalInterface
public interface OpenFiles {
  /** Taken for what programs put beside the files they edit. */
  String PROBE = "~dubbelslot.tmp";

  /** What can be known. */
  enum Answer {
    YES,
    NO,
    UNKNOWN
  }

  /** About everything in a folder. */
  Answer anyIn(Path folder);

  /** What this computer's system can tell. */
  static OpenFiles ofThisComputer(String osName) {
    String os = osName.toLowerCase(Locale.ROOT);
    if (os.startsWith("windows")) {
      return OpenFiles::byRenaming;
    }
    Path processes = Path.of("/proc");
    return Files.isDirectory(processes.resolve("self/fd"))
        ? folder -> byDescriptors(processes, folder)
        : folder -> Answer.UNKNOWN;
  }

  /** Windows renames no file that a program has open, unless that program expects it. */
  private static Answer byRenaming(Path folder) {
    try (DirectoryStream<Path> each = Files.newDirectoryStream(folder)) {
      for (Path file : each) {
        if (Files.isRegularFile(file) && !isMovable(file)) {
          return Answer.YES;
        }
      }
      return Answer.NO;
    } catch (IOException | DirectoryIteratorException e) {
      return Answer.UNKNOWN;
    }
  }

  private static boolean isMovable(Path file) throws IOException {
    Path probe = file.resolveSibling(PROBE);
    try {
      Files.move(file, probe);
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
    Files.move(probe, file);
    return true;
  }

  /** Linux lists what each process of this person has open; mapped files count as well. */
  private static Answer byDescriptors(Path processes, Path folder) {
    Path real;
    try {
      real = folder.toRealPath();
    } catch (IOException e) {
      return Answer.UNKNOWN;
    }
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> each = Files.newDirectoryStream(processes, "[0-9]*")) {
      for (Path process : each) {
        if (!process.getFileName().toString().equals(Long.toString(self))
            && hasOpen(process.resolve("fd"), real)) {
          return Answer.YES;
        }
      }
      return Answer.NO;
    } catch (IOException | DirectoryIteratorException e) {
      return Answer.UNKNOWN;
    }
  }

  private static boolean hasOpen(Path descriptors, Path folder) {
    if (!Files.isReadable(descriptors)) {
      return false;
    }
    try (DirectoryStream<Path> each = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : each) {
        if (leadsInto(descriptor, folder)) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      // Another person's process, or one that has just ended.
      return false;
    }
  }

  private static boolean leadsInto(Path descriptor, Path folder) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(folder);
    } catch (IOException e) {
      // Closed since it was listed.
      return false;
    }
  }
}
