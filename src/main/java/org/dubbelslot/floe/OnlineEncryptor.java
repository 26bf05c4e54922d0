package org.dubbelslot.floe;

import org.dubbelslot.crypto.SecretBytes;

/**
 * Encrypts a message segment by segment, in order (the specification's online functions): counts
 * positions itself and lets nothing follow the last segment. For one thread.
 */
public final class OnlineEncryptor implements AutoCloseable {
  private final FloeMessage message;
  private final SegmentCipher cipher;
  private long counter;
  private boolean finished;

  /**
   * Starts a new message; {@link #header()} goes before its segments.
   *
   * @param key 32 bytes, only read here; the caller keeps and closes it
   * @param aad bound to every segment; may be empty
   */
  public OnlineEncryptor(FloeParameters parameters, SecretBytes key, byte[] aad) {
    message = FloeMessage.encrypt(parameters, key, aad);
    cipher = message.newCipher();
  }

  /** The 74 bytes that stand before the segments. */
  public byte[] header() {
    return message.header();
  }

  /**
   * Encrypts a segment that is not the last; its plaintext has exactly {@link
   * FloeParameters#plaintextBytes()}.
   *
   * @return bytes written to {@code target}
   * @throws FloeException.TooLong when only a last segment may follow
   * @throws IllegalStateException after the last segment, or when closed
   */
  public int encryptSegment(byte[] plaintext, int offset, byte[] target, int targetOffset)
      throws FloeException.TooLong {
    requireUnfinished();
    long maximum = message.parameters().maximumSegments();
    if (counter == maximum - 1) {
      throw new FloeException.TooLong(maximum);
    }
    int length = message.parameters().plaintextBytes();
    int written = cipher.encrypt(counter, false, plaintext, offset, length, target, targetOffset);
    counter++;
    return written;
  }

  /**
   * Encrypts the last segment, of 0 to {@link FloeParameters#plaintextBytes()}.
   *
   * @return bytes written to {@code target}
   * @throws IllegalStateException after the last segment, or when closed
   */
  public int encryptLastSegment(
      byte[] plaintext, int offset, int length, byte[] target, int targetOffset) {
    requireUnfinished();
    int written = cipher.encrypt(counter, true, plaintext, offset, length, target, targetOffset);
    finished = true;
    return written;
  }

  /** Whether the last segment has been encrypted. */
  public boolean isFinished() {
    return finished;
  }

  /** Wipes the message key; without a last segment the message stays incomplete. */
  @Override
  public void close() {
    cipher.close();
    message.close();
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException("message already finished");
    }
  }
}
