package org.dubbelslot.format;

import org.dubbelslot.floe.FloeParameters;

/**
 * How long the content of a file must be, told from the file's length alone.
 *
 * @param ciphertextLength of the FLOE ciphertext in bytes, header included
 * @param plaintextLength of the padded plaintext in bytes
 * @param segments number of FLOE segments
 */
record ContentGeometry(long ciphertextLength, long plaintextLength, long segments) {
  /** The parameters of format version 1. */
  static final FloeParameters FLOE = FloeParameters.STANDARD;

  /**
   * The geometry of a file of {@code fileLength} bytes.
   *
   * @throws FormatException when no content has that length
   */
  static ContentGeometry of(long fileLength, Layout layout) throws FormatException {
    long ciphertext = fileLength - layout.contentPosition() - Layout.TRAILER_LENGTH;
    long plaintext = FLOE.plaintextLength(ciphertext).orElse(0);
    if (plaintext < Padme.SMALLEST || plaintext > Layout.MAX_CONTENT) {
      throw new FormatException.ContentCutShort();
    }
    return new ContentGeometry(ciphertext, plaintext, FLOE.segmentsOf(plaintext));
  }

  /** Length of the longest segment: of the only one, or of every one but the last. */
  int longestSegment() {
    return (int) Math.min(FLOE.segmentBytes(), ciphertextLength - FloeParameters.HEADER_BYTES);
  }

  /**
   * Compares the size in the trailer, which decides, with what else tells it.
   *
   * @throws FormatException when it is not that of this content or differs from the metadata's
   */
  void requireSize(Trailer trailer, Metadata metadata) throws FormatException {
    if (Padme.padded(trailer.size()) != plaintextLength || !metadata.allowsSize(trailer.size())) {
      throw new FormatException.SizeOrRootFalse();
    }
  }
}
