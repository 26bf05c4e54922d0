package org.dubbelslot.transfer;

import java.io.IOException;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.SealException;

/**
 * Seals anew what lies sealed on the drive, straight from the opened file into the new seal: the
 * plaintext stays in memory.
 */
final class Resealing {
  private final SealedTree tree;

  Resealing(SealedTree tree) {
    this.tree = tree;
  }

  /**
   * Does it, and remembers the revision.
   *
   * @throws FormatException when what lies there does not open; nothing was written then
   */
  Uploader.Arrived run(OpenedInput.SealedBytes source, Metadata metadata, Parcel.Address address)
      throws IOException, SealException, TransferException, FormatException {
    try {
      Parcel parcel = new Parcel(metadata, () -> OpenedInput.of(tree, source), address);
      Uploader.Arrived arrived = tree.uploads().once(tree.drive(), tree.access(), parcel);
      tree.remember(metadata, arrived);
      return arrived;
    } catch (OpenedInput.NotOpened e) {
      throw e.refusal();
    }
  }
}
