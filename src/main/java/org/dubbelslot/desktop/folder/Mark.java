package org.dubbelslot.desktop.folder;

import java.util.Locale;
import java.util.Optional;
import org.dubbelslot.desktop.common.Glyph;
import org.dubbelslot.names.FolderToken;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Known;

/** What a person should know of an item before they trust it; the gravest of what is known. */
enum Mark {
  /** Somebody may have put one file in another's place. */
  SWAPPED(Glyph.WARNING, Tone.UNCLEAR),
  /** A later revision was seen on this computer. */
  OLDER(Glyph.WARNING, Tone.UNCLEAR),
  /** Another sealing of the same revision was seen. */
  OTHER_VERSION(Glyph.WARNING, Tone.UNCLEAR),
  /** Something in it does not hold. */
  DAMAGED(Glyph.WARNING, Tone.UNCLEAR),
  /** Its signature cannot be verified. */
  SIGNER_UNKNOWN(Glyph.UNKNOWN, Tone.UNCLEAR),
  /** Its name opens with no key of this device. */
  NAME_UNREADABLE(Glyph.UNKNOWN, Tone.UNCLEAR),
  /** It is not sealed. */
  READABLE(Glyph.READABLE, Tone.READABLE),
  /** A folder whose name is not ours: what is in it may be sealed all the same. */
  NAME_READABLE(Glyph.READABLE, Tone.READABLE),
  /** A sync client or the drive put something behind the name. */
  SUFFIX(Glyph.INFORMATION, Tone.READABLE);

  private final Glyph glyph;
  private final Tone tone;

  /** How it is coloured; icon and words say it as well. */
  enum Tone {
    UNCLEAR,
    READABLE
  }

  Mark(Glyph glyph, Tone tone) {
    this.glyph = glyph;
    this.tone = tone;
  }

  static Optional<Mark> of(Entry entry, Known known, String suffix) {
    Optional<Mark> doubted = known.doubt().map(Mark::of);
    if (doubted.isPresent()) {
      return doubted;
    }
    if (known.by().filter(by -> isUncertain(by.standing())).isPresent()) {
      return Optional.of(SIGNER_UNKNOWN);
    }
    Optional<Mark> kind =
        switch (entry) {
          case Entry.Unreadable _ -> Optional.of(NAME_UNREADABLE);
          case Entry.ReadableFile _ -> Optional.of(READABLE);
          case Entry.Folder folder when folder.token().equals(FolderToken.FOREIGN) ->
              Optional.of(NAME_READABLE);
          case Entry.Folder _, Entry.SealedFile _ -> Optional.empty();
        };
    return kind.or(() -> suffix.isEmpty() ? Optional.empty() : Optional.of(SUFFIX));
  }

  private static Mark of(Known.Doubt doubt) {
    return switch (doubt) {
      case SWAPPED -> SWAPPED;
      case OLDER -> OLDER;
      case OTHER -> OTHER_VERSION;
      case SIGNER -> SIGNER_UNKNOWN;
      case DAMAGED -> DAMAGED;
    };
  }

  private static boolean isUncertain(Known.Standing standing) {
    return switch (standing) {
      case UNKNOWN, COMPROMISED -> true;
      case VERIFIED, REVOKED -> false;
    };
  }

  Glyph glyph() {
    return glyph;
  }

  Tone tone() {
    return tone;
  }

  /** The key of the few words beside the name. */
  String key() {
    return "desktop.folder.mark." + id();
  }

  /** The key of the sentence that explains it. */
  String explanationKey() {
    return "desktop.folder.mark-why." + id();
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
