package org.dubbelslot.floe;

import org.dubbelslot.crypto.SecretBytes;

/**
 * Encrypts and decrypts very short segments of zeros until the JVM has compiled what works on long
 * ones. A first segment of full length would go by in code several hundred times slower.
 */
final class WarmUp {
  /** So short that it goes quickly in any code, and has compiled what longer ones consist of. */
  private static final int SHORT = 48;

  /** One round of the cipher's widest loop and a rest, as a full segment has. */
  private static final int LIKE_FULL = 512 + 480;

  /** Somewhat more calls than the start script has the JVM wait for. */
  private static final int TIMES = 75;

  private WarmUp() {}

  static void run() {
    FloeParameters parameters = FloeParameters.of(LIKE_FULL + FloeParameters.SEGMENT_OVERHEAD);
    byte[] plaintext = new byte[parameters.plaintextBytes()];
    byte[] segment = new byte[parameters.segmentBytes()];
    byte[] digest = new byte[SegmentDigest.BYTES];
    SegmentDigest hash = new SegmentDigest();
    try (SecretBytes key = SecretBytes.random(FloeParameters.KEY_BYTES);
        FloeMessage message = FloeMessage.encrypt(parameters, key, new byte[0]);
        SegmentCipher cipher = message.newCipher()) {
      for (int length : new int[] {SHORT, LIKE_FULL}) {
        for (int i = 0; i < TIMES; i++) {
          hash.digest(plaintext, 0, length, digest);
          int bytes = cipher.encrypt(i, true, plaintext, 0, length, segment, 0);
          cipher.decrypt(i, true, segment, 0, bytes, plaintext, 0);
        }
      }
    } catch (FloeException e) {
      throw new IllegalStateException("what was just encrypted does not decrypt", e);
    }
  }
}
