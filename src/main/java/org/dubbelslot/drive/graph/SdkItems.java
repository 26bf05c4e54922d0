package org.dubbelslot.drive.graph;

import com.microsoft.graph.models.ItemReference;
import java.time.Instant;
import java.util.Optional;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;

/** What the SDK gives of an item, as ours: one place decides what is believed of an answer. */
final class SdkItems {
  /** No drive takes names of half that length. */
  private static final int LONGEST_NAME = 1024;

  private static final String[] FIELDS = {
    "id",
    "name",
    "size",
    "folder",
    "file",
    "eTag",
    "cTag",
    "lastModifiedDateTime",
    "parentReference",
    "deleted"
  };

  private SdkItems() {}

  /** The fields that every request names. */
  static String[] fields() {
    return FIELDS.clone();
  }

  /** Whether an answer has what nothing can be done without. */
  static boolean sound(com.microsoft.graph.models.DriveItem item) {
    return item.getId() != null;
  }

  /**
   * The item as ours.
   *
   * @throws DriveException.Protocol when no item of any drive is like that
   */
  static DriveItem ours(com.microsoft.graph.models.DriveItem item) throws DriveException {
    if (item == null || item.getId() == null || item.getId().isBlank()) {
      throw new DriveException.Protocol(200, "noItem");
    }
    if (item.getName() != null && item.getName().length() > LONGEST_NAME) {
      throw new DriveException.Protocol(200, "longName");
    }
    boolean hashed = item.getFile() != null && item.getFile().getHashes() != null;
    return new DriveItem(
        item.getId(),
        item.getName() == null ? "" : item.getName(),
        item.getFolder() != null,
        item.getSize() == null ? 0 : Math.max(0, item.getSize()),
        Optional.ofNullable(item.getETag()),
        Optional.ofNullable(item.getCTag()),
        item.getLastModifiedDateTime() == null
            ? Instant.EPOCH
            : item.getLastModifiedDateTime().toInstant(),
        hashed
            ? Optional.ofNullable(item.getFile().getHashes().getQuickXorHash())
            : Optional.empty(),
        parentId(item));
  }

  static Optional<String> parentId(com.microsoft.graph.models.DriveItem item) {
    return Optional.ofNullable(item.getParentReference()).map(ItemReference::getId);
  }
}
