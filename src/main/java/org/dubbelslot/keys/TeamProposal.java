package org.dubbelslot.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;

/**
 * What a steward asks the custodians to publish: a new key version of a team with its sealed name
 * key, or a new people list for the active version. It carries no secret in the clear.
 */
public final class TeamProposal {
  /** A longer proposal is refused. */
  public static final int MAX_BYTES = 12 << 20;

  private static final String LABEL = "dubbelslot/1 team proposal";

  private final byte[] bytes;
  private final Content content;
  private final byte[] statement;
  private final byte[] signature;

  /**
   * What is asked.
   *
   * @param organisation whose
   * @param team which team
   * @param kid the key version, new when {@code nameKey} is there
   * @param nameKey the sealed name key of a new version
   * @param people the sealed people list
   * @param device the steward's
   * @param at when
   */
  @SuppressWarnings("ArrayRecordComponent") // sealed files on their way, compared by nobody
  public record Content(
      Kid organisation,
      Kid team,
      Kid kid,
      Optional<byte[]> nameKey,
      byte[] people,
      Kid device,
      Instant at) {}

  private TeamProposal(byte[] bytes, Content content, byte[] statement, byte[] signature) {
    this.bytes = bytes;
    this.content = content;
    this.statement = statement;
    this.signature = signature;
  }

  /** Signs a proposal with the steward's device. */
  public static TeamProposal make(Content content, DeviceIdentity steward) {
    ObjectNode object =
        JsonBytes.object("team-proposal")
            .put("organisation", content.organisation().text())
            .put("team", content.team().text())
            .put("kid", content.kid().text());
    content.nameKey().ifPresent(file -> object.put("nameKey", JsonBytes.text(file)));
    object
        .put("people", JsonBytes.text(content.people()))
        .put("device", content.device().text())
        .put("at", JsonBytes.text(content.at()));
    byte[] statement = JsonBytes.bytes(object);
    byte[] signature = steward.sign(Hkdf.info(LABEL, statement));
    byte[] signed =
        JsonBytes.bytes(
            JsonBytes.object("signed-team-proposal")
                .put("statement", JsonBytes.text(statement))
                .put("signature", JsonBytes.text(signature)));
    return new TeamProposal(signed, content, statement, signature);
  }

  /**
   * Reads a proposal; its signature is checked by {@link #isSignedBy}.
   *
   * @throws DirectoryException.Malformed when it is none
   */
  public static TeamProposal parse(byte[] bytes) throws DirectoryException.Malformed {
    if (bytes.length > MAX_BYTES) {
      throw new DirectoryException.Malformed("team proposal");
    }
    Fields outer = Fields.of("team proposal", bytes, "signed-team-proposal");
    byte[] statement = outer.bytes("statement");
    Fields fields = Fields.of("team proposal", statement, "team-proposal");
    Content content =
        new Content(
            fields.kid("organisation"),
            fields.kid("team"),
            fields.kid("kid"),
            fields.has("nameKey") ? Optional.of(fields.bytes("nameKey")) : Optional.empty(),
            fields.bytes("people"),
            fields.kid("device"),
            fields.instant("at"));
    return new TeamProposal(bytes.clone(), content, statement, outer.bytes("signature"));
  }

  /** Whether {@code device} made it. */
  public boolean isSignedBy(Device device) {
    return device.kid().equals(content.device())
        && Ed25519.verify(device.ed25519(), Hkdf.info(LABEL, statement), signature);
  }

  /** What is asked. */
  public Content content() {
    return content;
  }

  /** The exact bytes that travel. */
  public byte[] bytes() {
    return bytes.clone();
  }
}
