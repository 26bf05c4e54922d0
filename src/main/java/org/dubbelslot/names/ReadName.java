package org.dubbelslot.names;

import java.util.Optional;
import org.dubbelslot.crypto.Kid;

/** What a name on the drive tells to who holds name keys. */
public sealed interface ReadName {
  /**
   * The full form: authentic.
   *
   * @param trueName in NFC, 1 to 255 bytes; not necessarily one that the rules for writers allow
   * @param suffix what a sync client or the drive put behind it; usually empty. Never authentic
   * @param token of the folder itself; for files that of the folder they lie in
   * @param teamKey the team key version under whose name key it was written
   */
  record Full(String trueName, String suffix, FolderToken token, Kid teamKey) implements ReadName {
    /**
     * The true name with the suffix before its extension, made safe to show and to save under:
     * {@code verslag (1).docx}.
     */
    public String shownName() {
      return withSuffix(trueName, suffix);
    }
  }

  /**
   * It looks like a short form, as foreign names of 20 or more such characters also do. Whether it
   * is one, the true name shows, which comes from the metadata of the file or of the folder's
   * label: see {@link DriveNames#confirmFile} and {@link DriveNames#confirmFolder}.
   *
   * @param short20 the 20 characters of the short form
   * @param suffix what stands behind them; usually empty
   * @param token as the name says, for a folder; for files that of the folder they lie in
   */
  record ShortForm(String short20, String suffix, FolderToken token) implements ReadName {
    /** The true name, once confirmed, with the suffix. */
    public String shownName(String trueName) {
      return withSuffix(trueName, suffix);
    }
  }

  /**
   * The label file of the folder it lies in, which carries that folder's true name: not to be
   * listed.
   *
   * @param suffix usually empty; otherwise a second label, made by a sync client
   * @param teamKey the team key version under whose name key it was written
   */
  record Label(String suffix, Kid teamKey) implements ReadName {}

  /** No name of ours under any key that is held. A folder of this kind has the foreign token. */
  record NotOurs() implements ReadName {}

  /**
   * Of a folder: the token that the names in it are bound to. Of a {@link ShortForm} it holds only
   * if the folder has one of the {@linkplain DriveNames#possibleLabels label files} of that token;
   * otherwise the folder is foreign.
   */
  default FolderToken tokenOfFolder() {
    return switch (this) {
      case Full full -> full.token();
      case ShortForm shortForm -> shortForm.token();
      case Label _, NotOurs _ -> FolderToken.FOREIGN;
    };
  }

  /** The true name where the name itself tells it. */
  default Optional<String> knownTrueName() {
    return this instanceof Full full ? Optional.of(full.trueName()) : Optional.empty();
  }

  private static String withSuffix(String trueName, String suffix) {
    if (suffix.isEmpty()) {
      return NameRules.substitute(trueName);
    }
    Extension name = Extension.of(trueName);
    return NameRules.substitute(name.stem() + suffix + name.dotted());
  }
}
