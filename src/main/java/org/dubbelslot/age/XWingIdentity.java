package org.dubbelslot.age;

import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.dubbelslot.crypto.Hpke;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;

/** Decrypts with an X-Wing private key: age's {@code mlkem768x25519} identity. */
public final class XWingIdentity implements AgeIdentity, AutoCloseable {
  private static final String PREFIX = "AGE-SECRET-KEY-PQ-";

  private final SecretBytes seed;

  /**
   * For a raw private key.
   *
   * @param seed 32 bytes; copied
   * @throws IllegalArgumentException for another length
   */
  public XWingIdentity(SecretBytes seed) {
    if (seed.length() != XWing.SEED_BYTES) {
      throw new IllegalArgumentException("an X-Wing seed has 32 bytes");
    }
    this.seed = seed.copy();
  }

  /**
   * Reads {@code AGE-SECRET-KEY-PQ-1…}.
   *
   * @param text ASCII, without spaces or line ends around it
   * @throws AgeException.KeyMalformed when it is not such a key
   */
  public static XWingIdentity parse(SecretBytes text) throws AgeException.KeyMalformed {
    try (SecretBytes seed = Bech32.decode(PREFIX, text.bytes())) {
      if (seed.length() != XWing.SEED_BYTES) {
        throw new AgeException.KeyMalformed("an X-Wing seed has 32 bytes");
      }
      return new XWingIdentity(seed);
    }
  }

  /** {@code AGE-SECRET-KEY-PQ-1…}, 77 characters of ASCII, which the caller closes. */
  public SecretBytes text() {
    return SecretBytes.wrap(Bech32.encode(PREFIX, seed.bytes()));
  }

  /** The public side of this key. */
  public XWingRecipient recipient() {
    return new XWingRecipient(XWing.publicKey(seed));
  }

  @Override
  public Optional<SecretBytes> unwrap(List<Stanza> stanzas) throws AgeException {
    for (Stanza stanza : stanzas) {
      if (stanza.type().equals(XWingRecipient.TYPE)) {
        Optional<SecretBytes> fileKey = unwrap(stanza);
        if (fileKey.isPresent()) {
          return fileKey;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<SecretBytes> unwrap(Stanza stanza) throws AgeException {
    if (stanza.arguments().size() != 2) {
      throw new AgeException.HeaderMalformed("mlkem768x25519 stanza without its two arguments");
    }
    byte[] enc =
        Base64Raw.decode(stanza.arguments().get(1))
            .filter(bytes -> bytes.length == XWing.ENC_BYTES)
            .orElseThrow(() -> new AgeException.HeaderMalformed("mlkem768x25519 encapsulation"));
    // Before decrypting: a longer body could be made to open with many keys at once.
    if (stanza.body().length != Age.FILE_KEY_BYTES + Aead.TAG_BYTES) {
      throw new AgeException.HeaderMalformed("mlkem768x25519 stanza with a body of another length");
    }
    try {
      return Optional.of(
          Hpke.CHACHA20_POLY1305.open(seed, enc, XWingRecipient.INFO, new byte[0], stanza.body()));
    } catch (AEADBadTagException forSomeoneElse) {
      return Optional.empty();
    } catch (GeneralSecurityException lowOrder) {
      throw new AgeException.HeaderMalformed("mlkem768x25519 encapsulation refused", lowOrder);
    }
  }

  /** Wipes the private key. */
  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "XWingIdentity";
  }
}
