package org.dubbelslot.floe;

import java.nio.ByteBuffer;
import org.dubbelslot.crypto.SecretBytes;

/**
 * Decrypts a message segment by segment, in order (the specification's online functions): counts
 * positions itself and knows whether the last segment was seen. For one thread.
 */
public final class OnlineDecryptor implements AutoCloseable {
  private final FloeMessage message;
  private final SegmentCipher cipher;
  private long counter;
  private boolean finished;

  /**
   * Starts reading a message.
   *
   * @param key 32 bytes, only read here; the caller keeps and closes it
   * @param header its first 74 bytes
   * @throws FloeException.HeaderAltered when the header is not one made with these parameters, this
   *     key and this associated data
   */
  public OnlineDecryptor(FloeParameters parameters, SecretBytes key, byte[] aad, byte[] header)
      throws FloeException.HeaderAltered {
    message = FloeMessage.decrypt(parameters, key, aad, header);
    cipher = message.newCipher();
  }

  /**
   * Decrypts the next segment, which says itself whether it is the last.
   *
   * @param length bytes of the encrypted segment
   * @return bytes of plaintext written to {@code target}
   * @throws FloeException.SegmentAltered when it is not the next segment of this message
   * @throws FloeException.TooLong when it is not the last although it has to be
   * @throws IllegalStateException after the last segment, or when closed
   */
  public int decryptSegment(byte[] segment, int offset, int length, byte[] target, int targetOffset)
      throws FloeException.SegmentAltered, FloeException.TooLong {
    if (finished) {
      throw new IllegalStateException("message already finished");
    }
    if (length < FloeParameters.SEGMENT_OVERHEAD) {
      throw new FloeException.SegmentAltered(counter);
    }
    boolean last = ByteBuffer.wrap(segment).getInt(offset) != FloeParameters.NOT_FINAL;
    long maximum = message.parameters().maximumSegments();
    if (!last && counter == maximum - 1) {
      throw new FloeException.TooLong(maximum);
    }
    int read = cipher.decrypt(counter, last, segment, offset, length, target, targetOffset);
    if (last) {
      finished = true;
    } else {
      counter++;
    }
    return read;
  }

  /** Whether the last segment has been decrypted. */
  public boolean isFinished() {
    return finished;
  }

  /**
   * To be called where the input ends.
   *
   * @throws FloeException.CutShort unless the last segment has been decrypted
   */
  public void requireFinished() throws FloeException.CutShort {
    if (!finished) {
      throw new FloeException.CutShort(counter);
    }
  }

  /** Wipes the message key. */
  @Override
  public void close() {
    cipher.close();
    message.close();
  }
}
