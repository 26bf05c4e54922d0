package org.dubbelslot.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dubbelslot.crypto.Kid;

/**
 * The names of files and folders on the drive, written with the active name key of a team and read
 * with all that are held (docs/format.md, "File and folder names on the drive").
 *
 * <p>A name is written in full when it has at most {@value #LONGEST_FULL_NAME} bytes and its path
 * from the place's root at most {@value #LONGEST_FULL_PATH} characters, otherwise in the short
 * form. Paths are those on the drive, joined by one character, without one at the beginning; a
 * place's root has path length 0.
 *
 * <p>Safe for use by many threads while the keys, which it borrows, are open.
 */
public final class DriveNames {
  /** What every sealed file's name ends with. */
  public static final String EXTENSION = ".dslot";

  /** Longest true name, in bytes, that is written in full. */
  public static final int LONGEST_FULL_NAME = 128;

  /** Longest path from the place's root, in characters, with a name in full at its end. */
  public static final int LONGEST_FULL_PATH = 180;

  /** Longest path that the drive takes. */
  public static final int LONGEST_PATH = 400;

  private static final int SHORT_CHARACTERS = DriveAlphabet.length(NameForms.SHORT_BYTES);
  private static final int SIV_TAG = 16;
  private static final int LEAST_PADDED = 16;
  private static final int PADDING = 8;
  private static final int LEAST_FULL_CHARACTERS = DriveAlphabet.length(SIV_TAG + LEAST_PADDED);

  /** What a short name in a folder adds to the folder's path. */
  private static final int SHORTEST_CHILD = 1 + SHORT_CHARACTERS + EXTENSION.length();

  private final NameKey active;
  private final List<NameKey> keys;

  /**
   * @param active writes new names, and is tried first in reading
   * @param others older versions' keys, newest first
   */
  public DriveNames(NameKey active, List<NameKey> others) {
    this.active = active;
    List<NameKey> all = new ArrayList<>();
    all.add(active);
    all.addAll(others);
    this.keys = List.copyOf(all);
  }

  /**
   * The name to give to a file.
   *
   * @param folder token of the folder it goes into
   * @param parentPathLength characters of that folder's path on the drive
   * @throws NameException when the rules forbid the name, or no form of it fits
   */
  public WrittenName file(FolderToken folder, int parentPathLength, String name)
      throws NameException {
    String checked = NameRules.check(name);
    String full = NameForms.fullFile(active, folder, checked);
    if (fitsInFull(checked, parentPathLength, full)) {
      return new WrittenName(full, WrittenName.Form.FULL);
    }
    String shortName = NameForms.shortFile(active, folder, checked);
    requireRoom(pathLength(parentPathLength, shortName));
    return new WrittenName(shortName, WrittenName.Form.SHORT);
  }

  /**
   * The name to give to a folder. One in the short form needs a {@linkplain #label label file}; of
   * one in the full form there is always room for a file in it.
   *
   * @param token the folder's own: {@link FolderToken#random} for a new one
   * @param parentPathLength characters of the path on the drive of the folder it goes into
   * @throws NameException when the rules forbid the name, or no form of it fits
   * @throws IllegalArgumentException for the foreign token
   */
  public WrittenName folder(FolderToken token, int parentPathLength, String name)
      throws NameException {
    if (token.equals(FolderToken.FOREIGN)) {
      throw new IllegalArgumentException("a folder of ours has a token");
    }
    String checked = NameRules.check(name);
    String full = NameForms.fullFolder(active, token, checked);
    if (fitsInFull(checked, parentPathLength, full)) {
      return new WrittenName(full, WrittenName.Form.FULL);
    }
    String shortName = NameForms.shortFolder(active, token, checked);
    requireRoom(pathLength(parentPathLength, shortName) + SHORTEST_CHILD);
    return new WrittenName(shortName, WrittenName.Form.SHORT);
  }

  /** The name of the label file in the folder with this token. */
  public String label(FolderToken token) {
    return NameForms.shortLabel(active, token) + EXTENSION;
  }

  /** The names that the label file in the folder with this token may have: one for every key. */
  public Set<String> possibleLabels(FolderToken token) {
    Set<String> names = new LinkedHashSet<>();
    for (NameKey key : keys) {
      names.add(NameForms.shortLabel(key, token) + EXTENSION);
    }
    return names;
  }

  /**
   * Every name on the drive that a file of this true name may already have: both forms under every
   * key, the active one's first. To be compared ignoring case, as drives do.
   *
   * @throws NameException when the rules forbid the name
   */
  public Set<String> possibleFiles(FolderToken folder, String name) throws NameException {
    String checked = NameRules.check(name);
    Set<String> names = new LinkedHashSet<>();
    for (NameKey key : keys) {
      names.add(NameForms.fullFile(key, folder, checked));
      names.add(NameForms.shortFile(key, folder, checked));
    }
    return names;
  }

  /**
   * Reads the name of a file.
   *
   * @param folder token of the folder it lies in
   */
  public ReadName readFile(FolderToken folder, String driveName) {
    int stemLength = driveName.length() - EXTENSION.length();
    if (stemLength < 0
        || !driveName.substring(stemLength).toLowerCase(Locale.ROOT).equals(EXTENSION)) {
      return new ReadName.NotOurs();
    }
    String stem = driveName.substring(0, stemLength);
    byte[] associated = NameForms.associatedWithFiles(folder);
    for (int length : fullLengths(0, stem)) {
      Optional<byte[]> decoded = DriveAlphabet.decode(stem.substring(0, length));
      if (decoded.isPresent()) {
        Optional<ReadName> read =
            authenticate(associated, decoded.get(), folder, stem.substring(length));
        if (read.isPresent()) {
          return read.get();
        }
      }
    }
    return readShort(stem, folder)
        .map(found -> labelOr(found, folder))
        .orElseGet(ReadName.NotOurs::new);
  }

  /** Reads the name of a folder. */
  public ReadName readFolder(String driveName) {
    for (int length : fullLengths(FolderToken.BYTES, driveName)) {
      Optional<byte[]> decoded = DriveAlphabet.decode(driveName.substring(0, length));
      if (decoded.isPresent()) {
        byte[] bytes = decoded.get();
        FolderToken token = FolderToken.startOf(bytes);
        byte[] siv = Arrays.copyOfRange(bytes, FolderToken.BYTES, bytes.length);
        Optional<ReadName> read =
            authenticate(
                NameForms.associatedWithFolder(token), siv, token, driveName.substring(length));
        if (read.isPresent()) {
          return read.get();
        }
      }
    }
    return readShort(driveName, FolderToken.FOREIGN)
        .map(DriveNames::withItsOwnToken)
        .filter(found -> !found.token().equals(FolderToken.FOREIGN))
        .<ReadName>map(found -> found)
        .orElseGet(ReadName.NotOurs::new);
  }

  /**
   * Whether a file's short form was made of {@code trueName}, and under which team key version.
   * Empty: it is not ours, or someone gave it another file's name.
   */
  public Optional<Kid> confirmFile(ReadName.ShortForm read, String trueName) {
    String name = Normalizer.normalize(trueName, Normalizer.Form.NFC);
    return confirm(read, key -> NameForms.shortFile(key, read.token(), name));
  }

  /** The same for a folder, whose true name is the metadata name of its label file. */
  public Optional<Kid> confirmFolder(ReadName.ShortForm read, String trueName) {
    String name = Normalizer.normalize(trueName, Normalizer.Form.NFC);
    return confirm(read, key -> NameForms.shortFolder(key, read.token(), name));
  }

  private Optional<Kid> confirm(ReadName.ShortForm read, Function<NameKey, String> made) {
    return keys.stream()
        .filter(key -> made.apply(key).startsWith(read.short20()))
        .map(NameKey::teamKey)
        .findFirst();
  }

  private Optional<ReadName> authenticate(
      byte[] associated, byte[] siv, FolderToken token, String suffix) {
    for (NameKey key : keys) {
      Optional<String> name = key.decrypt(associated, siv).flatMap(NamePlaintext::unpad);
      if (name.isPresent()) {
        return Optional.of(new ReadName.Full(name.get(), suffix, token, key.teamKey()));
      }
    }
    return Optional.empty();
  }

  /**
   * As many characters of ours as the least full form has are a full form, under a key that is not
   * held; a short form with what a sync client adds, a computer's name of at most 15 characters,
   * has fewer.
   */
  private static Optional<ReadName.ShortForm> readShort(String text, FolderToken token) {
    int ours = DriveAlphabet.prefixLength(text);
    if (ours < SHORT_CHARACTERS || ours >= LEAST_FULL_CHARACTERS) {
      return Optional.empty();
    }
    String short20 = text.substring(0, SHORT_CHARACTERS);
    return Optional.of(new ReadName.ShortForm(short20, text.substring(SHORT_CHARACTERS), token));
  }

  private ReadName labelOr(ReadName.ShortForm found, FolderToken folder) {
    for (NameKey key : keys) {
      if (NameForms.shortLabel(key, folder).equals(found.short20())) {
        return new ReadName.Label(found.suffix(), key.teamKey());
      }
    }
    return found;
  }

  private static ReadName.ShortForm withItsOwnToken(ReadName.ShortForm found) {
    FolderToken token = FolderToken.startOf(DriveAlphabet.decode(found.short20()).orElseThrow());
    return new ReadName.ShortForm(found.short20(), found.suffix(), token);
  }

  /** Lengths of full forms that {@code text} is long enough for, the longest first. */
  private static List<Integer> fullLengths(int before, String text) {
    List<Integer> lengths = new ArrayList<>();
    for (int padded = NamePlaintext.paddedLength(LONGEST_FULL_NAME);
        padded >= LEAST_PADDED;
        padded -= PADDING) {
      int length = DriveAlphabet.length(before + SIV_TAG + padded);
      if (length <= text.length()) {
        lengths.add(length);
      }
    }
    return lengths;
  }

  private static boolean fitsInFull(String name, int parentPathLength, String full) {
    return name.getBytes(UTF_8).length <= LONGEST_FULL_NAME
        && pathLength(parentPathLength, full) <= LONGEST_FULL_PATH;
  }

  private static int pathLength(int parentPathLength, String name) {
    return parentPathLength == 0 ? name.length() : parentPathLength + 1 + name.length();
  }

  private static void requireRoom(int pathLength) throws NameException.TooDeep {
    if (pathLength > LONGEST_PATH) {
      throw new NameException.TooDeep(pathLength);
    }
  }
}
