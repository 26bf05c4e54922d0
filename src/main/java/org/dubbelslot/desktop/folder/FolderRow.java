package org.dubbelslot.desktop.folder;

import java.text.CollationKey;
import java.util.Optional;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Known;

/**
 * An item as the folder shows it. Made away from the screen's thread, with everything that costs
 * something.
 *
 * @param entry the item
 * @param known what was learnt of it
 * @param kind what its name tells
 * @param mark what a person should know of it
 * @param signer who sealed it, in words
 * @param order where its name stands among others
 */
record FolderRow(
    Entry entry,
    Known known,
    FileKind kind,
    Optional<Mark> mark,
    Optional<String> signer,
    CollationKey order) {
  String id() {
    return entry.item().id();
  }

  String name() {
    return entry.name();
  }

  boolean isFolder() {
    return entry instanceof Entry.Folder;
  }

  /** Bytes of the original where they are known, otherwise what the drive tells. */
  long size() {
    return known.size().orElse(isFolder() ? -1 : entry.item().size());
  }

  /** Whether {@link #size} is what a person would find: of a sealed file the drive tells more. */
  boolean isSizeExact() {
    return known.size().isPresent() || entry instanceof Entry.ReadableFile;
  }

  /** Whether it is known who sealed it, certain or not. */
  boolean isSignerKnown() {
    return known.by().filter(by -> by.standing() != Known.Standing.UNKNOWN).isPresent();
  }

  /** Whether it is certain who sealed it. */
  boolean isVerified() {
    return known.by().filter(by -> by.standing() == Known.Standing.VERIFIED).isPresent()
        && known.doubt().isEmpty();
  }
}
