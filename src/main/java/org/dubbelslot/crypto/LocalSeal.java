package org.dubbelslot.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals small records that stay on this computer's disk: names, paths, upload addresses. A box is
 * {@code nonce (12) ‖ AES-256-GCM ciphertext and tag}, and opens only under the context that it was
 * sealed for, so that no box can take another's place.
 *
 * <p>Safe for several threads.
 */
public final class LocalSeal implements AutoCloseable {
  /** How much longer a box is than what is in it. */
  public static final int OVERHEAD = 12 + 16;

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretBytes key;
  private final SecureRandom random = new SecureRandom();

  /**
   * Takes over {@code key}, which is wiped when this is closed.
   *
   * @throws IllegalArgumentException unless it has 32 bytes
   */
  public LocalSeal(SecretBytes key) {
    if (key.length() != KEY_BYTES) {
      throw new IllegalArgumentException("a local key has 32 bytes");
    }
    this.key = key;
  }

  /**
   * A box around {@code plaintext}, {@link #OVERHEAD} bytes longer and another one each time.
   *
   * @param context what it is for; to be given again to open it
   * @throws IllegalStateException when this is closed
   */
  public byte[] seal(byte[] plaintext, String context) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
      byte[] box = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plaintext.length));
      cipher.doFinal(plaintext, 0, plaintext.length, box, NONCE_BYTES);
      return box;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES-GCM", e);
    }
  }

  /**
   * What is in a box.
   *
   * @throws GeneralSecurityException when it was altered, or sealed under another key or context
   * @throws IllegalStateException when this is closed
   */
  public byte[] open(byte[] sealed, String context) throws GeneralSecurityException {
    if (sealed.length < OVERHEAD) {
      throw new AEADBadTagException("too short for a box");
    }
    return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_BYTES), context)
        .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.key("AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /** Wipes the key. */
  @Override
  public void close() {
    key.close();
  }
}
