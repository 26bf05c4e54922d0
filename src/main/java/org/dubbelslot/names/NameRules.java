package org.dubbelslot.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a true name may be: what every drive and every operating system of a team can hold. Writers
 * refuse the rest; readers, who must live with what others wrote, offer a substitute.
 */
public final class NameRules {
  /** Longest name in UTF-8 bytes and in UTF-16 units. */
  public static final int MAXIMUM = 255;

  private static final String FORBIDDEN = "<>:\"/\\|?*";

  /** Windows looks at what stands before the first dot, without spaces at its end. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?:CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(?:COM|LPT)[0-9\u00b9\u00b2\u00b3]) *(?:\\..*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern DOTS = Pattern.compile("\\.{1,2}");
  private static final Pattern TRAILING = Pattern.compile("[. ]+\\z");
  private static final int REPLACEMENT = '_';

  private NameRules() {}

  /**
   * The name in the form in which it is encrypted: NFC.
   *
   * @throws NameException when a writer must refuse it
   */
  public static String check(String name) throws NameException {
    String normal = normalise(name);
    requireCharacters(normal);
    requireNoDots(normal);
    if (TRAILING.matcher(normal).find()) {
      throw new NameException.TrailingDotOrSpace();
    }
    requireNoDevice(normal);
    int bytes = normal.getBytes(UTF_8).length;
    if (bytes > MAXIMUM || normal.length() > MAXIMUM) {
      throw new NameException.TooLong(bytes, normal.length());
    }
    return normal;
  }

  /** Whether {@link #check} takes the name as it is. */
  public static boolean isValid(String name) {
    try {
      return check(name).equals(name);
    } catch (NameException e) {
      return false;
    }
  }

  /**
   * Where a file of this name goes inside {@code folder}. Refuses what could end up anywhere else
   * or in a device, on any system: more than one path segment, drive letters and stream names,
   * {@code .} and {@code ..} however spelt, control characters.
   *
   * @throws NameException when the name is not safe; a {@link #substitute} always is
   */
  public static Path resolveInside(Path folder, String name) throws NameException {
    String normal = normalise(name);
    for (int codePoint : normal.codePoints().toArray()) {
      if (codePoint == '/' || codePoint == '\\' || codePoint == ':') {
        throw new NameException.ForbiddenCharacter(codePoint);
      }
      if (isInvisible(codePoint)) {
        throw new NameException.InvisibleCharacter(codePoint);
      }
    }
    requireNoDots(TRAILING.matcher(normal).replaceFirst("."));
    requireNoDevice(normal);
    try {
      Path target = folder.resolve(normal);
      Path own = target.getFileName();
      if (own != null
          && own.toString().equals(normal)
          && target.getNameCount() == folder.resolve("_").getNameCount()) {
        return target;
      }
      throw new NameException.Dots();
    } catch (InvalidPathException e) {
      throw new NameException.ForbiddenCharacter(normal.codePointAt(Math.max(0, e.getIndex())));
    }
  }

  /** The name itself when it is valid, otherwise one as near to it as the rules allow. */
  public static String substitute(String name) {
    String text = Normalizer.normalize(name, Normalizer.Form.NFC);
    StringBuilder made = new StringBuilder();
    text.codePoints()
        .map(c -> isForbidden(c) || isInvisible(c) || isSurrogate(c) ? REPLACEMENT : c)
        .forEach(made::appendCodePoint);
    String safe = Normalizer.normalize(made, Normalizer.Form.NFC);
    String shorter = shorten(DEVICE.matcher(safe).matches() ? "_" + safe : safe);
    String ended = TRAILING.matcher(shorter).replaceFirst(end -> "_".repeat(end.group().length()));
    return ended.isEmpty() ? "_" : ended;
  }

  /**
   * What two names have in common that differ in case only, as drives and Windows compare them. For
   * comparing, never for showing.
   */
  public static String caseFolded(String name) {
    String upper = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
    return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  private static String normalise(String name) throws NameException {
    if (name.isEmpty()) {
      throw new NameException.Empty();
    }
    if (name.codePoints().anyMatch(NameRules::isSurrogate)) {
      throw new NameException.NotText();
    }
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }

  private static void requireCharacters(String name) throws NameException {
    for (int codePoint : name.codePoints().toArray()) {
      if (isForbidden(codePoint)) {
        throw new NameException.ForbiddenCharacter(codePoint);
      }
      if (isInvisible(codePoint)) {
        throw new NameException.InvisibleCharacter(codePoint);
      }
    }
  }

  private static void requireNoDots(String name) throws NameException.Dots {
    if (DOTS.matcher(name).matches()) {
      throw new NameException.Dots();
    }
  }

  private static void requireNoDevice(String name) throws NameException.DeviceName {
    if (DEVICE.matcher(name).matches()) {
      throw new NameException.DeviceName();
    }
  }

  /** Cuts to the longest length, between characters, and keeps an extension of a usual length. */
  private static String shorten(String name) {
    if (fits(name)) {
      return name;
    }
    Extension extension = Extension.of(name);
    StringBuilder stem = new StringBuilder(extension.stem());
    while (!fits(stem + extension.dotted())) {
      stem.setLength(stem.offsetByCodePoints(stem.length(), -1));
    }
    return Normalizer.normalize(stem + extension.dotted(), Normalizer.Form.NFC);
  }

  private static boolean fits(String name) {
    return name.length() <= MAXIMUM && name.getBytes(UTF_8).length <= MAXIMUM;
  }

  private static boolean isForbidden(int codePoint) {
    return FORBIDDEN.indexOf(codePoint) >= 0;
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> isBidirectionalControl(codePoint);
    };
  }

  /**
   * Unicode's property Bidi_Control; the joiners that emoji and many scripts need are not in it.
   */
  private static boolean isBidirectionalControl(int codePoint) {
    return codePoint == 0x061C
        || codePoint == 0x200E
        || codePoint == 0x200F
        || (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }
}
