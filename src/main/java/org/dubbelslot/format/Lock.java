package org.dubbelslot.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/**
 * One lock of a header: it opens the file alone, and needs both its keys.
 *
 * @param organisation the organisation key version that unwraps {@code wrapped}
 * @param algorithm its algorithm as written in the header; may be one that this program lacks
 * @param wrapped the organisation half inside its blob, wrapped
 * @param team the team key version
 * @param key the content key, wrapped by AES-KW under both halves: 40 bytes
 */
record Lock(Kid organisation, String algorithm, byte[] wrapped, Kid team, byte[] key) {
  static final int KEY_LENGTH = 40;

  /** Makes a lock with a fresh organisation half. */
  static Lock create(LockKeys keys, Layout layout, SecretBytes contentKey) {
    try (SecretBytes orgHalf = SecretBytes.random(HalfBlob.HALF_BYTES);
        SecretBytes blob =
            new HalfBlob(layout.id(), TeamKey.tagOf(keys.team().team()), orgHalf).encode()) {
      byte[] wrapped = keys.organisation().wrap(blob.bytes());
      Lock unfinished =
          new Lock(
              keys.organisation().kid(),
              keys.organisation().alg().jose(),
              wrapped,
              keys.team().kid(),
              new byte[KEY_LENGTH]);
      try (SecretBytes kek = unfinished.kek(layout.identity(), orgHalf, keys.team())) {
        return unfinished.withKey(wrap(kek, contentKey));
      }
    }
  }

  private Lock withKey(byte[] wrappedContentKey) {
    return new Lock(organisation, algorithm, wrapped, team, wrappedContentKey);
  }

  /**
   * Opens the lock with a team key and the organisation's half that custody unwrapped.
   *
   * @param blob what custody released; not closed here
   * @return the content key
   */
  SecretBytes open(Layout layout, TeamKey teamKey, SecretBytes blob) throws FormatException {
    try (HalfBlob half = HalfBlob.parse(blob).orElseThrow(FormatException.WrongKey::new)) {
      if (!half.belongsTo(layout.id(), teamKey.team())) {
        throw new FormatException.BoundElsewhere();
      }
      try (SecretBytes kek = kek(layout.identity(), half.half(), teamKey)) {
        return unwrap(kek);
      }
    }
  }

  private SecretBytes kek(byte[] identity, SecretBytes orgHalf, TeamKey teamKey) {
    byte[] named =
        OrganisationPublicKey.sha256(
            concat(
                ascii(organisation.text()),
                new byte[1],
                algorithm.getBytes(StandardCharsets.UTF_8),
                new byte[1],
                ascii(team.text()),
                new byte[1],
                wrapped));
    try (SecretBytes teamHalf =
            Hkdf.expand(
                teamKey.key().bytes(),
                Hkdf.info(
                    "dubbelslot/1 team half", identity, new byte[1], ascii(organisation.text())),
                HalfBlob.HALF_BYTES);
        SecretBytes prk = Hkdf.extract(teamHalf.bytes(), orgHalf.bytes())) {
      return Hkdf.expand(
          prk.bytes(), Hkdf.info("dubbelslot/1 lock", identity, named), ContentKeys.BYTES);
    }
  }

  private static byte[] wrap(SecretBytes kek, SecretBytes contentKey) {
    try {
      Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
      cipher.init(Cipher.WRAP_MODE, kek.key("AES"));
      return cipher.wrap(contentKey.key("AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks AES key wrap", e);
    }
  }

  private SecretBytes unwrap(SecretBytes kek) throws FormatException {
    try {
      Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
      cipher.init(Cipher.UNWRAP_MODE, kek.key("AES"));
      return SecretBytes.wrap(cipher.unwrap(key, "AES", Cipher.SECRET_KEY).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new FormatException.WrongKey();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
