package org.dubbelslot.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.dubbelslot.files.AtomicFile;
import org.dubbelslot.files.LocalFileException;

/** A file that is being written, and what becomes of it when that ends before its time. */
final class Unfinished implements AutoCloseable {
  private final AtomicFile file;
  private final Set<Unfinished> all;
  private boolean kept;

  /** Enters itself into {@code all} until it is closed. */
  Unfinished(AtomicFile file, boolean kept, Set<Unfinished> all) {
    this.file = file;
    this.kept = kept;
    this.all = all;
    all.add(this);
  }

  AtomicFile file() {
    return file;
  }

  /** Whether it stays for a later run. */
  synchronized void keep(boolean whetherKept) {
    kept = whetherKept;
  }

  /** Lets it appear under its name. */
  void commit(AtomicFile.Durability durability, Optional<Instant> modified)
      throws LocalFileException {
    file.commit(durability, modified);
  }

  /** Unless committed, keeps or removes it. */
  @Override
  public synchronized void close() throws LocalFileException {
    all.remove(this);
    if (kept) {
      file.keep();
    } else {
      file.close();
    }
  }
}
