package org.dubbelslot.custody;

import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.format.ReleaseException;

/** Custody's answer for one half. */
public sealed interface ReleasedHalf extends AutoCloseable {
  /**
   * It was released.
   *
   * @param blob 66 bytes of our shape; closed with this answer
   */
  record Blob(SecretBytes blob) implements ReleasedHalf {
    @Override
    public void close() {
      blob.close();
    }
  }

  /**
   * It was not.
   *
   * @param why the reason
   */
  record Withheld(ReleaseException why) implements ReleasedHalf {
    @Override
    public void close() {
      // Nothing is held.
    }
  }

  @Override
  void close();
}
