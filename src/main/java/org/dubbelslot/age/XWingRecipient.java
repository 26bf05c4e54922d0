package org.dubbelslot.age;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.dubbelslot.crypto.Hpke;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;

/** Encrypts for the holder of an X-Wing key: age's {@code mlkem768x25519} recipient. */
public final class XWingRecipient implements AgeRecipient {
  static final String TYPE = "mlkem768x25519";
  static final byte[] INFO =
      "age-encryption.org/mlkem768x25519".getBytes(StandardCharsets.US_ASCII);
  private static final String PREFIX = "age1pq";

  private final byte[] publicKey;

  /**
   * For a raw public key.
   *
   * @param publicKey 1,216 bytes
   * @throws IllegalArgumentException when it is not one, see {@link XWing#isPublicKey}
   */
  public XWingRecipient(byte[] publicKey) {
    if (!XWing.isPublicKey(publicKey)) {
      throw new IllegalArgumentException("not an X-Wing public key");
    }
    this.publicKey = publicKey.clone();
  }

  /**
   * Reads {@code age1pq1…}.
   *
   * @throws AgeException.KeyMalformed when it is not such a key
   */
  public static XWingRecipient parse(String text) throws AgeException.KeyMalformed {
    try (SecretBytes key = Bech32.decode(PREFIX, text.getBytes(StandardCharsets.UTF_8))) {
      if (!XWing.isPublicKey(key.bytes())) {
        throw new AgeException.KeyMalformed("not an X-Wing public key");
      }
      return new XWingRecipient(key.bytes());
    }
  }

  /** The 1,216 bytes. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  @Override
  public List<Stanza> wrap(SecretBytes fileKey) {
    Hpke.Sealed sealed = Hpke.CHACHA20_POLY1305.seal(publicKey, INFO, new byte[0], fileKey.bytes());
    return List.of(new Stanza(List.of(TYPE, Base64Raw.encode(sealed.enc())), sealed.ciphertext()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof XWingRecipient that && Arrays.equals(publicKey, that.publicKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(publicKey);
  }

  /** {@code age1pq1…}, 1,959 characters: what one gives to others. */
  @Override
  public String toString() {
    return new String(Bech32.encode(PREFIX, publicKey), StandardCharsets.US_ASCII);
  }
}
