package org.dubbelslot.format;

import java.io.IOException;

/** Tells what a sealed file is and which keys it needs, without any key. */
public final class Inspector {
  private Inspector() {}

  /**
   * Looks at a file's head and length.
   *
   * @throws FormatException when it is no sealed file of this version, or its structure is damaged
   * @throws IOException when reading fails
   */
  public static Inspection inspect(SealedSource source) throws IOException, FormatException {
    FileHead head = FileHead.read(source);
    ContentGeometry content = ContentGeometry.of(source.length(), head.layout());
    return new Inspection(
        Layout.VERSION,
        head.layout().id(),
        source.length(),
        head.layout().headerLength(),
        head.layout().metadataLength(),
        content.ciphertextLength(),
        content.plaintextLength(),
        head.header().locks().stream()
            .map(
                lock ->
                    new Inspection.LockInfo(
                        lock.organisation(),
                        lock.algorithm(),
                        OrganisationAlgorithm.of(lock.algorithm()).isPresent(),
                        lock.team()))
            .toList());
  }
}
