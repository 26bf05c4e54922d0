package org.dubbelslot.keys;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.policy.RulesOfUse;

/**
 * A device's signed receipt that its member accepted the organisation's rules of use: which text,
 * in which language it was read, and when. It names nobody but by identifiers.
 *
 * @param organisation whose rules
 * @param member who accepted
 * @param device that signed
 * @param rules which text
 * @param language in which it was read: {@code nl} or {@code en}
 * @param at when, to the second
 */
public record Acceptance(
    Kid organisation, Kid member, Kid device, Text rules, String language, Instant at) {
  /** A longer receipt is refused. */
  public static final int MAX_BYTES = 16 << 10;

  private static final String LABEL = "dubbelslot/1 acceptance";

  /**
   * One text of the rules.
   *
   * @param version as the organisation counts
   * @param dutch SHA-256 of the Dutch text in UTF-8, base64url
   * @param english SHA-256 of the English text
   */
  public record Text(String version, String dutch, String english) {
    /** That of {@code rules}. */
    public static Text of(RulesOfUse rules) {
      return new Text(rules.version(), hash(rules.dutch()), hash(rules.english()));
    }

    private static String hash(String text) {
      return Digests.sha256Text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An identifier of this text: first 16 bytes of SHA-256 over version and hashes. */
    public Kid id() {
      return Digests.kid(
          "dubbelslot/1 rules",
          (version + "\0" + dutch + "\0" + english).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The receipt in the exact bytes that are kept, signed by {@code identity}. */
  public byte[] sign(DeviceIdentity identity) {
    byte[] statement =
        JsonBytes.bytes(
            JsonBytes.object("acceptance")
                .put("organisation", organisation.text())
                .put("member", member.text())
                .put("device", device.text())
                .put("version", rules.version())
                .put("nl", rules.dutch())
                .put("en", rules.english())
                .put("language", language)
                .put("at", JsonBytes.text(at)));
    return JsonBytes.bytes(
        JsonBytes.object("signed-acceptance")
            .put("statement", JsonBytes.text(statement))
            .put("signature", JsonBytes.text(identity.sign(message(statement)))));
  }

  /**
   * Reads a receipt and verifies who signed it.
   *
   * @param directory tells the device's key, and whose device it is; a revoked one signed too
   * @throws DirectoryException.Malformed when it is no receipt, or of another organisation
   * @throws DirectoryException.BadSignature when that device did not sign it, or is another's
   */
  public static Acceptance verify(byte[] bytes, KeyDirectory directory) throws DirectoryException {
    Fields outer = Fields.of("acceptance", bytes, "signed-acceptance");
    byte[] statement = outer.bytes("statement");
    byte[] signature = outer.bytes("signature");
    Fields fields = Fields.of("acceptance", statement, "acceptance");
    Acceptance told =
        new Acceptance(
            fields.kid("organisation"),
            fields.kid("member"),
            fields.kid("device"),
            new Text(fields.text("version"), fields.text("nl"), fields.text("en")),
            fields.text("language"),
            fields.instant("at"));
    if (!told.organisation.equals(directory.organisation().id())) {
      throw fields.malformed("organisation");
    }
    boolean signed =
        directory
            .memberOf(told.device)
            .filter(owner -> owner.id().equals(told.member))
            .flatMap(owner -> owner.device(told.device))
            .map(device -> Ed25519.verify(device.ed25519(), message(statement), signature))
            .orElse(false);
    if (!signed) {
      throw new DirectoryException.BadSignature("acceptance");
    }
    return told;
  }

  private static byte[] message(byte[] statement) {
    return Hkdf.info(LABEL, statement);
  }
}
