package org.dubbelslot.age;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import org.dubbelslot.crypto.SecretBytes;

/** ChaCha20-Poly1305 (RFC 8439) of the JDK under one key, without associated data. */
final class Aead {
  static final int TAG_BYTES = 16;
  static final int NONCE_BYTES = 12;

  private final Cipher cipher;
  private final SecretKey key;

  Aead(SecretBytes key) {
    try {
      this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks ChaCha20-Poly1305", e);
    }
    this.key = key.key("ChaCha20");
  }

  /** Encrypts into {@code out} from its start; returns {@code length + 16}. */
  int seal(byte[] nonce, byte[] plaintext, int length, byte[] out) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(nonce));
      return cipher.doFinal(plaintext, 0, length, out, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 cannot encrypt on this Java", e);
    }
  }

  /**
   * Decrypts into {@code out} from its start; returns {@code length - 16}, or -1 if not authentic.
   */
  int open(byte[] nonce, byte[] ciphertext, int length, byte[] out) {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(nonce));
      return cipher.doFinal(ciphertext, 0, length, out, 0);
    } catch (AEADBadTagException altered) {
      return -1;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("ChaCha20-Poly1305 cannot decrypt on this Java", e);
    }
  }
}
