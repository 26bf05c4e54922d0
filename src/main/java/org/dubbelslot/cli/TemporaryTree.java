package org.dubbelslot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.files.Trees;

/** A folder that goes with everything in it, unless it is to be kept. */
final class TemporaryTree implements AutoCloseable {
  private final Path folder;
  private final boolean keep;

  TemporaryTree(Path folder, boolean keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /** Deletes it; does nothing the second time. */
  @Override
  public synchronized void close() throws IOException {
    if (keep || !Files.exists(folder)) {
      return;
    }
    Trees.delete(folder);
  }
}
