package org.dubbelslot.format;

import java.io.IOException;
import java.io.InputStream;

/**
 * Everything of a sealed file that stands before its content, as read and not yet believed.
 *
 * @param layout lengths and id
 * @param headerArea JSON and spaces
 * @param headerTag 32 bytes
 * @param metadataBlock ciphertext and tag
 * @param header what the header area says
 */
record FileHead(
    Layout layout, byte[] headerArea, byte[] headerTag, byte[] metadataBlock, Header header) {

  /**
   * Reads from the start of a file and leaves {@code in} at the first byte of the content.
   *
   * @throws FormatException when the structure is not that of a sealed file of this version
   * @throws IOException when reading fails
   */
  static FileHead read(InputStream in) throws IOException, FormatException {
    Layout layout = Layout.parse(in.readNBytes(Layout.FIXED_LENGTH));
    byte[] headerArea = readFully(in, layout.headerLength());
    byte[] headerTag = readFully(in, Layout.HEADER_TAG_LENGTH);
    byte[] metadataBlock = readFully(in, layout.metadataLength());
    return new FileHead(layout, headerArea, headerTag, metadataBlock, Header.parse(headerArea));
  }

  /** An unbelieved file's head, from a source that can be read anywhere. */
  static FileHead read(SealedSource source) throws IOException, FormatException {
    try (InputStream in = source.stream(0)) {
      return read(in);
    }
  }

  private static byte[] readFully(InputStream in, int length) throws IOException, FormatException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new FormatException.DamagedStructure("file ends before its content");
    }
    return bytes;
  }

  /**
   * Checks the header tag, before anything else is believed.
   *
   * @throws FormatException when header or identity were altered
   */
  void requireTag(ContentKeys keys) throws FormatException {
    if (!keys.headerTagHolds(layout.fixedPart(), headerArea, headerTag)) {
      throw new FormatException.HeaderAltered();
    }
  }
}
