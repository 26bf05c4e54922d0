package org.dubbelslot.drive;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What whoever keeps a drive knows of its items beyond what every drive tells, and what they keep
 * of deleted ones. For any number of threads.
 */
public interface Provider {
  /**
   * An item with all that the provider tells of it.
   *
   * @param item as every drive tells it
   * @param created when it came to lie there
   * @param createdBy the account that put it there, by the name that the provider shows
   * @param modifiedBy the account that changed it last
   * @param address where a browser shows it
   */
  record Seen(
      DriveItem item,
      Optional<Instant> created,
      Optional<String> createdBy,
      Optional<String> modifiedBy,
      Optional<URI> address) {
    /** What a drive without accounts tells. */
    public static Seen of(DriveItem item) {
      return new Seen(item, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  /** Is handed a listing part by part. */
  @FunctionalInterface
  interface Part {
    /** The next items. */
    void found(List<Seen> items);
  }

  /**
   * What a folder holds directly, as it is now, in the provider's order.
   *
   * @throws DriveException.NotFound when the folder is gone
   */
  void list(String folderId, Part part) throws DriveException;

  /**
   * One item as it is now.
   *
   * @throws DriveException.NotFound when it is gone
   */
  Seen seen(String id) throws DriveException;

  /**
   * Deletes an item with its earlier versions, past the recycle bin or out of it; nobody brings it
   * back.
   *
   * @param eTag the item's, when it must not have changed since
   * @throws DriveException.NotFound when it is gone, or the provider does not say what lies in its
   *     recycle bin
   * @throws DriveException.Changed when the eTag no longer fits
   * @throws DriveException.Denied when the provider does not let this user do so
   */
  void erase(String id, Optional<String> eTag) throws DriveException;
}
