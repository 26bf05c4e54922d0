package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;

/** Reads what a file says about itself from its head alone. */
public final class HeadOpener {
  /** No head is longer, in bytes. */
  public static final int LONGEST =
      Layout.FIXED_LENGTH + Layout.MAX_HEADER + Layout.HEADER_TAG_LENGTH + Layout.MAX_METADATA;

  /** Enough bytes for the head of any file with up to four locks and usual metadata. */
  public static final int USUAL = 16 * 1024;

  private HeadOpener() {}

  /**
   * A head that held; content and signature were not looked at.
   *
   * @param id the sealing
   * @param metadata what the file says about itself
   */
  public record Head(FileId id, Metadata metadata) {}

  /**
   * Opens the double lock and the metadata.
   *
   * @param start the file from its first byte, at least as far as its head reaches
   * @throws FormatException when the head is refused
   * @throws IOException when reading fails
   */
  public static Head open(InputStream start, OpeningKeys openingKeys)
      throws IOException, FormatException {
    try (Opening opening = Opening.begin(start, openingKeys)) {
      return new Head(opening.layout().id(), opening.metadata());
    }
  }
}
