package org.dubbelslot.drive;

import java.util.Objects;
import java.util.Optional;

/**
 * What is to be uploaded, and where to.
 *
 * @param parentId the folder
 * @param name the name in it
 * @param size bytes, known beforehand
 * @param onConflict what to do when the name is in use
 * @param eTag of the file to be replaced, when it must not have changed since; only with {@link
 *     OnConflict#REPLACE}
 */
public record UploadRequest(
    String parentId, String name, long size, OnConflict onConflict, Optional<String> eTag) {
  public UploadRequest {
    Objects.requireNonNull(parentId);
    Objects.requireNonNull(name);
    if (size < 0) {
      throw new IllegalArgumentException("negative size");
    }
    if (eTag.isPresent() && onConflict != OnConflict.REPLACE) {
      throw new IllegalArgumentException("an eTag without a file to replace");
    }
  }

  /** A request without a condition on what is there. */
  public UploadRequest(String parentId, String name, long size, OnConflict onConflict) {
    this(parentId, name, size, onConflict, Optional.empty());
  }
}
