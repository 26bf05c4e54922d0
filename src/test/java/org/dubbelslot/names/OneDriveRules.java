package org.dubbelslot.names;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What OneDrive and SharePoint refuse as a name, as their documentation says it. */
final class OneDriveRules {
  private static final Pattern RESERVED =
      Pattern.compile("\\.lock|con|prn|aux|nul|com[0-9]|lpt[0-9]|desktop\\.ini|forms");
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 400;

  private OneDriveRules() {}

  /** Why {@code name} at the end of a path of {@code pathLength} characters is refused. */
  static Optional<String> problem(String name, int pathLength) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.length() > LONGEST_NAME || pathLength > LONGEST_PATH) {
      return Optional.of("length");
    }
    if (name.chars().anyMatch(c -> c < ' ' || c > '~' || "\"*:<>?/\\|".indexOf(c) >= 0)) {
      return Optional.of("character");
    }
    if (name.startsWith(" ") || name.endsWith(" ") || name.endsWith(".")) {
      return Optional.of("beginning or end");
    }
    if (RESERVED.matcher(lower).matches()
        || RESERVED.matcher(lower.replaceFirst("\\..*", "")).matches()) {
      return Optional.of("reserved");
    }
    if (lower.contains("_vti_") || lower.startsWith("~$")) {
      return Optional.of("reserved part");
    }
    return Optional.empty();
  }
}
