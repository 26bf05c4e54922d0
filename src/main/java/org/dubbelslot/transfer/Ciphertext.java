package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.OutputStream;
import org.dubbelslot.drive.UploadSource;

/**
 * A sealed file on its way from the sealer to the upload, which follows: what is not sealed yet is
 * waited for. One thread writes, another reads.
 */
sealed interface Ciphertext permits Spool, Window {
  /** Where the sealer writes. */
  OutputStream sink();

  /** What the upload reads; its streams reach their end only after {@link #end}. */
  UploadSource source();

  /** All is written. */
  void end() throws IOException;

  /** Whether it can be sent another time, so that sealing goes on when an upload breaks. */
  boolean isLasting();

  /** Sealing failed, or the upload did: whoever waits on either side fails with this. */
  void fail(IOException why);
}
