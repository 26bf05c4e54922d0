package org.dubbelslot.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second sandbox, in this process or another, out of the folder. */
final class FolderLock implements AutoCloseable {
  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  static FolderLock take(Path root) throws IOException, SandboxException {
    FileChannel file =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        return new FolderLock(file);
      }
    } catch (OverlappingFileLockException e) {
      file.close();
      throw new SandboxException.FolderInUse();
    }
    file.close();
    throw new SandboxException.FolderInUse();
  }

  /** Gives the folder free; the operating system does so too when the process ends. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
