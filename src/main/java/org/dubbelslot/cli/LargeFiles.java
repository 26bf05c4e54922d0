package org.dubbelslot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Has the workers get ready for files that are worth it, while the keys are being unlocked. */
final class LargeFiles {
  private static final long WORTH_IT = 32L << 20;

  private LargeFiles() {}

  /** Takes {@code files} as they were named; one that is missing is told of elsewhere. */
  static void prepareFor(List<String> files, Session session) {
    if (files.stream().anyMatch(file -> size(file) >= WORTH_IT)) {
      session.services().workers().warmUp();
    }
  }

  private static long size(String file) {
    try {
      return Files.size(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      return 0;
    }
  }
}
