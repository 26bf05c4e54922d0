package org.dubbelslot.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which names OneDrive and SharePoint refuse. */
final class NameRules {
  private static final String FORBIDDEN = "\"*:<>?/\\|";
  private static final Pattern RESERVED =
      Pattern.compile("\\.lock|con|prn|aux|nul|com[0-9]|lpt[0-9]|desktop\\.ini");
  private static final int MAX_NAME = 255;
  private static final int MAX_PATH = 400;

  private NameRules() {}

  /** How names compare: without regard to case. */
  static String fold(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /**
   * Refuses a name that the service would refuse.
   *
   * @param atLibraryRoot whether the item stands at the root of a document library
   * @throws GraphException 400 with the reason
   */
  static void check(String name, boolean atLibraryRoot) throws GraphException {
    String folded = fold(name);
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw GraphException.invalid("The provided name has an invalid length.");
    }
    for (int i = 0; i < name.length(); i++) {
      if (FORBIDDEN.indexOf(name.charAt(i)) >= 0 || name.charAt(i) < ' ') {
        throw GraphException.invalid("The provided name contains an invalid character.");
      }
    }
    boolean badEnd = name.startsWith(" ") || name.endsWith(" ") || name.endsWith(".");
    boolean badWord =
        RESERVED.matcher(folded).matches()
            || folded.contains("_vti_")
            || name.startsWith("~$")
            || (atLibraryRoot && folded.equals("forms"));
    if (badEnd || badWord) {
      throw GraphException.invalid("The provided name is not allowed.");
    }
  }

  /** Refuses a path, counted from the host on and decoded, that is too long. */
  static void checkPath(String sitePath, List<String> segments) throws GraphException {
    int length = sitePath.length();
    for (String segment : segments) {
      length += 1 + segment.length();
    }
    if (length > MAX_PATH) {
      throw GraphException.invalid(
          "The specified file or folder path is too long.", "pathIsTooLong");
    }
  }
}
