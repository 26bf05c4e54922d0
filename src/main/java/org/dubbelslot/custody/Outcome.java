package org.dubbelslot.custody;

import java.nio.file.Path;
import org.dubbelslot.keys.KeyDirectory;

/** What became of a change to the directory. */
public sealed interface Outcome {
  /**
   * It is published.
   *
   * @param directory the new revision
   */
  record Published(KeyDirectory directory) implements Outcome {}

  /**
   * It waits for other custodians' signatures.
   *
   * @param revision its number
   * @param folder where it lies, to be taken to the next custodian
   * @param signatures how many have signed
   * @param quorum how many are needed
   */
  record Prepared(long revision, Path folder, int signatures, int quorum) implements Outcome {}
}
