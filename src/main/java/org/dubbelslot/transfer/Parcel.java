package org.dubbelslot.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.UploadRequest;
import org.dubbelslot.format.Metadata;

/**
 * What is to be sealed and where it goes.
 *
 * @param metadata what the sealed file says about itself
 * @param plaintext gives the bytes; asked once for each sealing
 * @param address where on the drive
 */
record Parcel(Metadata metadata, Plaintext plaintext, Address address) {
  /** Where plaintext comes from. */
  @FunctionalInterface
  interface Plaintext {
    /** From the first byte; the caller closes it. */
    InputStream open() throws IOException;
  }

  /**
   * A place on the drive.
   *
   * @param eTag of the file to be replaced
   */
  record Address(String folderId, String name, OnConflict onConflict, Optional<String> eTag) {
    UploadRequest request(long length) {
      return new UploadRequest(folderId, name, length, onConflict, eTag);
    }
  }
}
