package org.dubbelslot.format;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where things stand in a sealed file: all lengths in bytes, integers unsigned and big-endian.
 *
 * <p>The first 28 bytes are the identity, which never changes and is bound into everything; the
 * next four say how long the header area is.
 */
record Layout(int metadataLength, FileId id, int headerLength) {
  static final byte[] MAGIC = {(byte) 0x89, 'D', 'S', 'L', '\r', '\n', 0x1a, '\n'};
  static final int VERSION = 1;
  static final int SUITE = 1;

  static final int IDENTITY_LENGTH = 28;
  static final int FIXED_LENGTH = 32;
  static final int HEADER_TAG_LENGTH = 32;
  static final int TRAILER_LENGTH = 512;
  static final int GCM_TAG_LENGTH = 16;

  static final int MIN_HEADER = 2048;
  static final int MAX_HEADER = 65_536;
  static final int HEADER_STEP = 1024;
  static final int MIN_METADATA = 256;
  static final int MAX_METADATA = 65_536;
  static final int METADATA_STEP = 256;
  static final int USUAL_METADATA = 1024;

  /** Largest plaintext, padding included. */
  static final long MAX_CONTENT = 1L << 40;

  /** How much header area a sealer takes for that many locks: room to replace each in place. */
  static int headerLengthFor(int locks) {
    return 2048 * (locks + 1);
  }

  /** Bytes 0 to 31. */
  byte[] fixedPart() {
    return ByteBuffer.allocate(FIXED_LENGTH)
        .put(MAGIC)
        .put((byte) VERSION)
        .put((byte) SUITE)
        .putShort((short) (metadataLength / 16))
        .put(id.bytes())
        .putInt(headerLength)
        .array();
  }

  /** Bytes 0 to 27. */
  byte[] identity() {
    return Arrays.copyOf(fixedPart(), IDENTITY_LENGTH);
  }

  Layout withHeaderLength(int length) {
    return new Layout(metadataLength, id, length);
  }

  int headerTagPosition() {
    return FIXED_LENGTH + headerLength;
  }

  int metadataPosition() {
    return headerTagPosition() + HEADER_TAG_LENGTH;
  }

  int contentPosition() {
    return metadataPosition() + metadataLength;
  }

  /**
   * Reads bytes 0 to 31, or as many as the file has.
   *
   * @throws FormatException for what is no sealed file, a newer one, or one with impossible lengths
   */
  static Layout parse(byte[] start) throws FormatException {
    if (start.length < MAGIC.length
        || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new FormatException.NotSealed();
    }
    if (start.length < FIXED_LENGTH) {
      throw new FormatException.DamagedStructure("file ends in its first 32 bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(start).position(MAGIC.length);
    int version = Byte.toUnsignedInt(in.get());
    int suite = Byte.toUnsignedInt(in.get());
    if (version != VERSION || suite != SUITE) {
      throw new FormatException.NewerVersion(version, suite);
    }
    int metadataLength = Short.toUnsignedInt(in.getShort()) * 16;
    byte[] id = new byte[FileId.BYTES];
    in.get(id);
    int headerLength = in.getInt();
    if (metadataLength < MIN_METADATA
        || metadataLength > MAX_METADATA
        || metadataLength % METADATA_STEP != 0) {
      throw new FormatException.DamagedStructure("length of the metadata block");
    }
    if (headerLength < MIN_HEADER || headerLength > MAX_HEADER || headerLength % HEADER_STEP != 0) {
      throw new FormatException.DamagedStructure("length of the header area");
    }
    return new Layout(metadataLength, FileId.of(id), headerLength);
  }
}
