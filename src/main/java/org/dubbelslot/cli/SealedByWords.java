package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.SealedBy;
import org.dubbelslot.keys.Member;
import org.dubbelslot.workplace.Workplace;

/** Tells who sealed a file and for whom. */
final class SealedByWords {
  private SealedByWords() {}

  /** One sentence: by whom, for which team, and whether that was verified. */
  static String tell(Session session, Workplace workplace, Opened opened) throws Exception {
    Membership membership = workplace.membership();
    String team = workplace.teamName(opened.metadata().team());
    String sentence =
        switch (opened.sealedBy()) {
          case SealedBy.Verified(Kid device) ->
              session.words().text("files.by-verified", name(membership, device), team);
          case SealedBy.Revoked(Kid device, var since, var compromised) ->
              session.words().text("files.by-revoked", name(membership, device), team, since);
          case SealedBy.Unknown(Kid device) ->
              session.words().text("files.by-unknown", device.text(), team);
          case SealedBy.NotChecked(Kid device) ->
              session.words().text("files.by-unchecked", name(membership, device), team);
          case SealedBy.Unsigned() -> session.words().text("files.by-nobody", team);
        };
    return opened.lockTeam().equals(opened.metadata().team())
        ? sentence
        : sentence
            + " "
            + session.words().text("files.other-lock", workplace.teamName(opened.lockTeam()));
  }

  private static String name(Membership membership, Kid device) {
    return membership
        .directory()
        .memberOf(device)
        .map(Member::id)
        .flatMap(id -> membership.names().member(id))
        .orElse(device.text());
  }

  /** The same for programs. */
  static void json(SealedBy sealedBy, ObjectNode into) {
    switch (sealedBy) {
      case SealedBy.Verified(Kid device) ->
          into.put("signer", device.text()).put("signature", "verified");
      case SealedBy.Revoked(Kid device, var since, var compromised) ->
          into.put("signer", device.text())
              .put("signature", compromised ? "compromised" : "revoked");
      case SealedBy.Unknown(Kid device) ->
          into.put("signer", device.text()).put("signature", "unknown");
      case SealedBy.NotChecked(Kid device) ->
          into.put("signer", device.text()).put("signature", "notChecked");
      case SealedBy.Unsigned() -> into.putNull("signer").put("signature", "none");
    }
  }
}
