package org.dubbelslot.transfer;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalLong;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.FormatException;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.Opened;
import org.dubbelslot.format.SealedBy;

/**
 * What is known of a sealed file since it was opened or sealed here; a listing alone tells none of
 * it.
 *
 * @param size bytes of the original
 * @param by who sealed it
 * @param keepUntil last day of retention
 * @param classification a class of the organisation's policy
 * @param doubt why it was refused the last time, if it was
 */
public record Known(
    OptionalLong size,
    Optional<Sealing> by,
    Optional<LocalDate> keepUntil,
    Optional<String> classification,
    Optional<Doubt> doubt) {
  /** Nothing at all. */
  public static final Known NOTHING =
      new Known(
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Who sealed a file.
   *
   * @param device whose signature it is
   * @param standing what that signature was worth when it was checked
   */
  public record Sealing(Kid device, Standing standing) {}

  /** What a signature is worth. */
  public enum Standing {
    /** Of an enrolled device. */
    VERIFIED,
    /** Of a device that was taken out of service since. */
    REVOKED,
    /** Of a device whose key somebody else may have. */
    COMPROMISED,
    /** Of a device that the directory does not know. */
    UNKNOWN
  }

  /** Why a file was refused. */
  public enum Doubt {
    /** Sealed under a name of another kind, or that of another file there: perhaps swapped. */
    SWAPPED,
    /** A later revision was seen: perhaps put back. */
    OLDER,
    /** Another sealing of the same revision was seen. */
    OTHER,
    /** Who sealed it cannot be verified. */
    SIGNER,
    /** Something in it does not hold. */
    DAMAGED
  }

  /** What an opened file told. */
  static Known of(Opened opened) {
    return of(opened.metadata(), OptionalLong.of(opened.size()), sealing(opened.sealedBy()));
  }

  /** What a file that was sealed here holds. */
  static Known of(Metadata metadata, Kid ownDevice) {
    return of(metadata, metadata.size(), Optional.of(new Sealing(ownDevice, Standing.VERIFIED)));
  }

  private static Known of(Metadata metadata, OptionalLong size, Optional<Sealing> by) {
    return new Known(size, by, metadata.keepUntil(), metadata.classification(), Optional.empty());
  }

  private static Optional<Sealing> sealing(SealedBy by) {
    return switch (by) {
      case SealedBy.Verified(Kid device) -> Optional.of(new Sealing(device, Standing.VERIFIED));
      case SealedBy.Revoked(Kid device, _, boolean compromised) ->
          Optional.of(new Sealing(device, compromised ? Standing.COMPROMISED : Standing.REVOKED));
      case SealedBy.Unknown(Kid device) -> Optional.of(new Sealing(device, Standing.UNKNOWN));
      case SealedBy.NotChecked _, SealedBy.Unsigned _ -> Optional.empty();
    };
  }

  /** What a refusal says of the file itself, rather than of keys or the way to it. */
  static Optional<Doubt> doubt(Exception refusal) {
    return switch (refusal) {
      case TransferException.OtherName _, TransferException.NameOfAnother _ ->
          Optional.of(Doubt.SWAPPED);
      case TransferException.OlderThanSeen _ -> Optional.of(Doubt.OLDER);
      case TransferException.OtherThanSeen _ -> Optional.of(Doubt.OTHER);
      case FormatException.SignerUnknown _ -> Optional.of(Doubt.SIGNER);
      case FormatException.NoLockForTeams _,
          FormatException.OrganisationHalf _,
          FormatException.NewerVersion _ ->
          Optional.empty();
      case FormatException _ -> Optional.of(Doubt.DAMAGED);
      default -> Optional.empty();
    };
  }

  /** The same under a doubt. */
  Known doubted(Doubt why) {
    return new Known(size, by, keepUntil, classification, Optional.of(why));
  }
}
