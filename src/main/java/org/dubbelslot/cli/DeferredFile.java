package org.dubbelslot.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.dubbelslot.files.AtomicFile;

/** A file whose name is known only once the first bytes of the input were read. */
final class DeferredFile implements AutoCloseable {
  private final boolean replace;
  private volatile AtomicFile file;

  DeferredFile(boolean replace) {
    this.replace = replace;
  }

  /** Gives the output its place; to be called before anything is written. */
  void begin(Path target) throws IOException {
    file = AtomicFile.create(target, replace);
  }

  /** As {@link AtomicFile#write}. */
  void write(long position, byte[] bytes, int offset, int length) throws IOException {
    file.write(position, bytes, offset, length);
  }

  /** Lets the file appear. */
  Path commit() throws IOException {
    file.commit();
    return file.target();
  }

  /** Leaves nothing behind unless committed. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
