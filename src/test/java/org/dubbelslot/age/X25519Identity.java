package org.dubbelslot.age;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.SecretBytes;

/**
 * age's X25519 identity, which the product does not have; many published vectors are encrypted for
 * one, so it makes the proof of the parser complete.
 */
final class X25519Identity implements AgeIdentity {
  static final String PREFIX = "AGE-SECRET-KEY-";
  private static final String TYPE = "X25519";
  private static final byte[] INFO =
      "age-encryption.org/v1/X25519".getBytes(StandardCharsets.US_ASCII);

  private final byte[] scalar;

  private X25519Identity(byte[] scalar) {
    this.scalar = scalar;
  }

  static X25519Identity parse(byte[] text) throws AgeException {
    try (SecretBytes scalar = Bech32.decode(PREFIX, text)) {
      return new X25519Identity(scalar.bytes().clone());
    }
  }

  @Override
  public Optional<SecretBytes> unwrap(List<Stanza> stanzas) throws AgeException {
    for (Stanza stanza : stanzas) {
      if (stanza.type().equals(TYPE)) {
        Optional<SecretBytes> fileKey = unwrap(stanza);
        if (fileKey.isPresent()) {
          return fileKey;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<SecretBytes> unwrap(Stanza stanza) throws AgeException {
    byte[] share =
        stanza.arguments().size() == 2
            ? Base64Raw.decode(stanza.arguments().get(1)).orElse(new byte[0])
            : new byte[0];
    byte[] shared = new byte[32];
    if (share.length != 32
        || stanza.body().length != 32
        || !X25519.calculateAgreement(scalar, 0, share, 0, shared, 0)) {
      throw new AgeException.HeaderMalformed("X25519 stanza");
    }
    byte[] salt = Arrays.copyOf(share, 64);
    X25519.scalarMultBase(scalar, 0, salt, 32);
    try (SecretBytes key = Hkdf.derive(salt, shared, INFO, 32)) {
      byte[] fileKey = new byte[Age.FILE_KEY_BYTES];
      return new Aead(key).open(new byte[Aead.NONCE_BYTES], stanza.body(), 32, fileKey) < 0
          ? Optional.empty()
          : Optional.of(SecretBytes.wrap(fileKey));
    }
  }
}
