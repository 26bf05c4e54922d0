package org.dubbelslot.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.dubbelslot.files.AtomicFile;

/** Output whose name is known only once the first bytes of the input were read. */
final class DeferredFile extends OutputStream {
  private final boolean replace;
  private AtomicFile file;

  DeferredFile(boolean replace) {
    this.replace = replace;
  }

  /** Gives the output its place; to be called before anything is written. */
  void begin(Path target) throws IOException {
    file = AtomicFile.create(target, replace);
  }

  @Override
  public void write(int b) throws IOException {
    file.output().write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    file.output().write(bytes, offset, length);
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
