package org.dubbelslot.format;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/**
 * What custody finds inside an unwrapped organisation half: {@code 01 ‖ file id (16) ‖ team tag
 * (16) ‖ organisation half (32) ‖ 00}.
 *
 * @param file the sealing that the half belongs to
 * @param teamTag which team's lock it belongs to: {@link TeamKey#tagOf}
 * @param half the 32 bytes; closed with this blob
 */
public record HalfBlob(FileId file, byte[] teamTag, SecretBytes half) implements AutoCloseable {
  /** Length of the whole blob in bytes. */
  public static final int BYTES = 66;

  static final int TEAM_TAG_BYTES = 16;
  static final int HALF_BYTES = 32;

  /** Composes the 66 bytes. */
  SecretBytes encode() {
    return SecretBytes.wrap(
        ByteBuffer.allocate(BYTES)
            .put((byte) 1)
            .put(file.bytes())
            .put(teamTag)
            .put(half.bytes())
            .put((byte) 0)
            .array());
  }

  /** Reads a blob; empty when it has not our shape. */
  public static Optional<HalfBlob> parse(SecretBytes blob) {
    byte[] bytes = blob.bytes();
    if (bytes.length != BYTES || bytes[0] != 1 || bytes[BYTES - 1] != 0) {
      return Optional.empty();
    }
    int tagAt = 1 + FileId.BYTES;
    int halfAt = tagAt + TEAM_TAG_BYTES;
    return Optional.of(
        new HalfBlob(
            FileId.of(Arrays.copyOfRange(bytes, 1, tagAt)),
            Arrays.copyOfRange(bytes, tagAt, halfAt),
            SecretBytes.wrap(Arrays.copyOfRange(bytes, halfAt, halfAt + HALF_BYTES))));
  }

  /** Whether the half belongs to this file and this team. */
  public boolean belongsTo(FileId id, Kid team) {
    return file.equals(id) && Arrays.equals(teamTag, TeamKey.tagOf(team));
  }

  @Override
  public void close() {
    half.close();
  }

  @Override
  public String toString() {
    return "HalfBlob[" + file + "]";
  }
}
