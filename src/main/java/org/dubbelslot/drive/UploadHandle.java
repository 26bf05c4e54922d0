package org.dubbelslot.drive;

import java.util.Objects;

/**
 * What must be kept to resume an upload after the program was ended.
 *
 * <p>It is a secret: whoever has it may write into the upload. Keep it where only the user can read
 * it, and never show it.
 *
 * @param text opaque; made by the drive that takes it back
 */
public record UploadHandle(String text) {
  public UploadHandle {
    Objects.requireNonNull(text);
  }

  @Override
  public String toString() {
    return "UploadHandle[...]";
  }
}
