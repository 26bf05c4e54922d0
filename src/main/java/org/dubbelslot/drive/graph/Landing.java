package org.dubbelslot.drive.graph;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.DriveItems;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.QuickXorHash;
import org.dubbelslot.drive.UploadRequest;

/**
 * Looks whether an upload has arrived whose answer got lost: a file of the same content under the
 * name that was asked for, or, where the drive may have chosen the name, anywhere in the folder.
 */
record Landing(GraphDrive drive, UploadRequest request) {
  private static final int BUFFER = 1 << 16;

  /**
   * The file, if it is there.
   *
   * @param hash {@link QuickXorHash} of what was sent
   */
  Optional<DriveItem> find(String hash) throws DriveException {
    Optional<DriveItem> named = drive.child(request.parentId(), request.name());
    if (named.isPresent() && holds(named.get(), hash)) {
      return named;
    }
    if (request.onConflict() != OnConflict.RENAME) {
      return Optional.empty();
    }
    DriveItems siblings = drive.list(request.parentId());
    for (var item = siblings.next(); item.isPresent(); item = siblings.next()) {
      if (holds(item.get(), hash)) {
        return item;
      }
    }
    return Optional.empty();
  }

  /**
   * Deletes the file if it is there and did not replace another one: whoever gave the upload up
   * wants nothing left of it.
   *
   * @param hash of what was sent
   */
  void takeBack(String hash) throws DriveException {
    if (request.onConflict() == OnConflict.REPLACE) {
      return;
    }
    Optional<DriveItem> there = find(hash);
    if (there.isPresent()) {
      drive.delete(there.get().id(), there.get().eTag());
    }
  }

  /**
   * Deletes a file that arrived damaged, unless it replaced another one, the drive's word for it
   * leads to something else than what was uploaded, or somebody may have changed it since.
   *
   * @param damaged as the upload was answered
   * @throws DriveException.Changed when somebody did
   */
  void takeBack(DriveItem damaged) throws DriveException {
    if (request.onConflict() == OnConflict.REPLACE || damaged.eTag().isEmpty()) {
      return;
    }
    Optional<DriveItem> there;
    try {
      there = Optional.of(drive.stat(damaged.id()));
    } catch (DriveException.NotFound e) {
      there = Optional.empty();
    }
    boolean ours =
        there.isPresent()
            && !there.get().folder()
            && there.get().parentId().equals(Optional.of(request.parentId()))
            && (request.onConflict() == OnConflict.RENAME
                || there.get().name().equalsIgnoreCase(request.name()));
    if (ours) {
      drive.delete(damaged.id(), damaged.eTag());
    }
  }

  private boolean holds(DriveItem item, String hash) throws DriveException {
    if (item.folder() || item.size() != request.size()) {
      return false;
    }
    if (item.size() == 0) {
      return true;
    }
    return hash.equals(item.quickXorHash().isPresent() ? item.quickXorHash().get() : reread(item));
  }

  /** The hash of a file for which the drive gives none. */
  private String reread(DriveItem item) throws DriveException {
    QuickXorHash hash = new QuickXorHash();
    try (InputStream in = drive.read(item.id(), ByteRange.ALL)) {
      byte[] buffer = new byte[BUFFER];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        hash.update(buffer, 0, count);
      }
    } catch (DriveException e) {
      throw e;
    } catch (IOException e) {
      throw new DriveException.Unreachable(drive.host(), e);
    }
    return hash.base64();
  }
}
