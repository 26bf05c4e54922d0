package org.dubbelslot.drive;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names that Windows, OneDrive and SharePoint can all hold (support.microsoft.com, "Restrictions
 * and limitations in OneDrive and SharePoint").
 */
public final class DriveNames {
  private static final String FORBIDDEN = "\"*:<>?/\\|";
  private static final int LONGEST = 255;
  private static final Pattern RESERVED =
      Pattern.compile("\\.lock|desktop\\.ini|(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?|~\\$.*");

  private DriveNames() {}

  /** Whether a new file or folder may be called {@code name} on every kind of drive. */
  public static boolean allowed(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.isEmpty()
        && name.length() <= LONGEST
        && !name.equals("..")
        && !name.startsWith(" ")
        && !name.endsWith(" ")
        && !name.endsWith(".")
        && name.chars().noneMatch(c -> c < 0x20 || c == 0x7f || FORBIDDEN.indexOf(c) >= 0)
        && !RESERVED.matcher(lower).matches()
        && !lower.contains("_vti_");
  }

  /** Throws {@link DriveException.NameRefused} unless {@link #allowed}. */
  public static void check(String name) throws DriveException {
    if (!allowed(name)) {
      throw new DriveException.NameRefused();
    }
  }

  /**
   * The names of a path, of which a slash at either end is ignored; none for the root.
   *
   * @throws DriveException.NameRefused when one is empty, {@code .} or {@code ..}
   */
  public static List<String> split(String path) throws DriveException {
    String inner = path.startsWith("/") ? path.substring(1) : path;
    String bare = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
    List<String> names = new ArrayList<>();
    if (bare.isEmpty()) {
      return names;
    }
    for (String name : bare.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new DriveException.NameRefused();
      }
      names.add(name);
    }
    return names;
  }
}
