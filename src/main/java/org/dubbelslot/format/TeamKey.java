package org.dubbelslot.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/** One version of a team's 32-byte secret, with the team it belongs to. Close it to wipe it. */
public final class TeamKey implements AutoCloseable {
  /** Length of the secret in bytes. */
  public static final int BYTES = 32;

  private final Kid team;
  private final Kid kid;
  private final SecretBytes key;

  private TeamKey(Kid team, Kid kid, SecretBytes key) {
    this.team = team;
    this.kid = kid;
    this.key = key;
  }

  /**
   * Takes over {@code key}, 32 bytes.
   *
   * @throws IllegalArgumentException for any other length
   */
  public static TeamKey of(Kid team, SecretBytes key) {
    if (key.length() != BYTES) {
      throw new IllegalArgumentException("a team key has 32 bytes");
    }
    return new TeamKey(team, kidOf(key), key);
  }

  /** A new random version for {@code team}. */
  public static TeamKey generate(Kid team) {
    return of(team, SecretBytes.random(BYTES));
  }

  /** Expand(teamKey, "dubbelslot/1 team kid", 16). */
  public static Kid kidOf(SecretBytes key) {
    try (SecretBytes kid =
        Hkdf.expand(
            key.bytes(), "dubbelslot/1 team kid".getBytes(StandardCharsets.US_ASCII), Kid.BYTES)) {
      return Kid.of(kid.bytes());
    }
  }

  /** First 16 bytes of SHA-256("dubbelslot/1 team" ‖ 00 ‖ the team's id as text). */
  public static byte[] tagOf(Kid team) {
    byte[] digest =
        OrganisationPublicKey.sha256(
            Hkdf.info("dubbelslot/1 team", team.text().getBytes(StandardCharsets.US_ASCII)));
    return Arrays.copyOf(digest, HalfBlob.TEAM_TAG_BYTES);
  }

  /** The team that owns this version. */
  public Kid team() {
    return team;
  }

  /** The version's identifier, derived from the secret. */
  public Kid kid() {
    return kid;
  }

  /** The secret itself, valid until this is closed. */
  public SecretBytes key() {
    return key;
  }

  /** An independent holder. */
  public TeamKey copy() {
    return new TeamKey(team, kid, key.copy());
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "TeamKey[" + kid + "]";
  }
}
