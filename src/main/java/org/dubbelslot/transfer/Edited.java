package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.dubbelslot.files.SourceFile;

/**
 * Content that is to be sealed back into a place.
 *
 * @param size bytes
 * @param modified when it was last written
 * @param source gives the bytes, as often as it is asked
 */
public record Edited(long size, Instant modified, Source source) {
  /** Where the bytes come from. */
  @FunctionalInterface
  public interface Source {
    /** From the first byte; the caller closes it. */
    InputStream open() throws IOException;
  }

  /** What a file of this computer held when it was looked at. */
  public static Edited of(SourceFile file) {
    return new Edited(file.size(), file.modified(), file::open);
  }
}
