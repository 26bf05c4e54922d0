package org.dubbelslot.age;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.SecretBytes;

/**
 * The payload of an age file: a nonce of 16 bytes, then chunks of 64 KiB under ChaCha20-Poly1305,
 * the last of them marked (the STREAM construction).
 */
final class Payload {
  static final int CHUNK_BYTES = 64 << 10;
  private static final int NONCE_BYTES = 16;
  private static final int KEY_BYTES = 32;

  private Payload() {}

  static void encrypt(SecretBytes fileKey, InputStream in, OutputStream out) throws IOException {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    out.write(nonce);
    // One byte more than a chunk tells whether the chunk is the last.
    byte[] plain = new byte[CHUNK_BYTES + 1];
    byte[] sealed = new byte[CHUNK_BYTES + Aead.TAG_BYTES];
    try (SecretBytes key = key(fileKey, nonce)) {
      Aead aead = new Aead(key);
      int filled = in.readNBytes(plain, 0, plain.length);
      long chunk = 0;
      for (; filled > CHUNK_BYTES; chunk++) {
        out.write(sealed, 0, aead.seal(nonce(chunk, false), plain, CHUNK_BYTES, sealed));
        plain[0] = plain[CHUNK_BYTES];
        filled = 1 + in.readNBytes(plain, 1, CHUNK_BYTES);
      }
      out.write(sealed, 0, aead.seal(nonce(chunk, true), plain, filled, sealed));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Writes each chunk to {@code out} as soon as it is authenticated, so what was written before an
   * exception is the true beginning of the plaintext.
   */
  static void decrypt(SecretBytes fileKey, AgeReader in, OutputStream out)
      throws IOException, AgeException {
    byte[] nonce = new byte[NONCE_BYTES];
    if (in.readFully(nonce) < NONCE_BYTES) {
      throw new AgeException.HeaderCutShort();
    }
    byte[] sealed = new byte[CHUNK_BYTES + Aead.TAG_BYTES];
    byte[] plain = new byte[CHUNK_BYTES];
    try (SecretBytes key = key(fileKey, nonce)) {
      Aead aead = new Aead(key);
      for (long chunk = 0; ; chunk++) {
        int filled = in.readFully(sealed);
        int opened =
            filled < sealed.length ? -1 : aead.open(nonce(chunk, false), sealed, filled, plain);
        if (opened < 0) {
          out.write(plain, 0, openLast(aead, chunk, sealed, filled, plain));
          if (in.read() >= 0) {
            throw new AgeException.PayloadTrailing();
          }
          return;
        }
        out.write(plain, 0, opened);
      }
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private static int openLast(Aead aead, long chunk, byte[] sealed, int filled, byte[] plain)
      throws AgeException {
    if (filled < Aead.TAG_BYTES) {
      throw new AgeException.PayloadCutShort();
    }
    int opened = aead.open(nonce(chunk, true), sealed, filled, plain);
    if (opened < 0) {
      // A chunk that would be sound if others followed: somebody cut between the two.
      throw aead.open(nonce(chunk, false), sealed, filled, plain) < 0
          ? new AgeException.PayloadAltered(chunk)
          : new AgeException.PayloadCutShort();
    }
    if (opened == 0 && chunk > 0) {
      throw new AgeException.PayloadAltered(chunk);
    }
    return opened;
  }

  private static SecretBytes key(SecretBytes fileKey, byte[] nonce) {
    byte[] info = "payload".getBytes(StandardCharsets.US_ASCII);
    return Hkdf.derive(nonce, fileKey.bytes(), info, KEY_BYTES);
  }

  /** Eleven bytes of counter, of which eight suffice for any file, then the mark of the last. */
  private static byte[] nonce(long chunk, boolean last) {
    return ByteBuffer.allocate(Aead.NONCE_BYTES)
        .putLong(3, chunk)
        .put(Aead.NONCE_BYTES - 1, (byte) (last ? 1 : 0))
        .array();
  }
}
