package org.dubbelslot.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which names of one file or folder this computer can hold, and what to offer instead. */
public final class LocalName {
  private static final int MAX_BYTES = 255;

  /** Names that Windows keeps for devices, with or without an extension. */
  private static final Set<String> DEVICES =
      Stream.concat(
              Stream.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
              IntStream.rangeClosed(0, 9).boxed().flatMap(i -> Stream.of("COM" + i, "LPT" + i)))
          .collect(Collectors.toUnmodifiableSet());

  private LocalName() {}

  /** Whether this computer can hold a file of this name. */
  public static boolean isPossible(String name) {
    return isPossible(name, File.separatorChar == '\\');
  }

  /** Whether a Windows computer, or any other one, can hold a file of this name. */
  static boolean isPossible(String name, boolean windows) {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || isTooLong(name)) {
      return false;
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      return false;
    }
    return !windows
        || (name.chars().noneMatch(LocalName::isForbiddenOnWindows)
            && !name.endsWith(".")
            && !name.endsWith(" ")
            && !isDevice(name));
  }

  /**
   * A name that every computer can hold and that reads almost the same: forbidden characters become
   * their full-width look-alikes, and a device's name gets an underscore.
   */
  public static String substitute(String name) {
    StringBuilder result = new StringBuilder();
    name.chars()
        .map(c -> c < ' ' || c == 0x7f ? '_' : isForbiddenOnWindows(c) ? c - '!' + '！' : c)
        .forEach(c -> result.append((char) c));
    if (result.isEmpty() || isDevice(result.toString())) {
      result.insert(0, '_');
    }
    while (isTooLong(result.toString())) {
      shorten(result);
    }
    for (int i = result.length() - 1; i >= 0 && ". ".indexOf(result.charAt(i)) >= 0; i--) {
      result.setCharAt(i, '_');
    }
    return result.toString();
  }

  /** Takes a character out before the extension, which tells what opens the file. */
  private static void shorten(StringBuilder name) {
    int dot = name.lastIndexOf(".");
    int end = dot > 0 && name.length() - dot <= 20 ? dot : name.length();
    int start = name.offsetByCodePoints(end, -1);
    name.delete(start, end);
  }

  private static boolean isTooLong(String name) {
    return name.getBytes(UTF_8).length > MAX_BYTES;
  }

  private static boolean isForbiddenOnWindows(int c) {
    return c < ' ' || "<>:\"/\\|?*".indexOf(c) >= 0;
  }

  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    String stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing();
    return DEVICES.contains(stem.toUpperCase(Locale.ROOT));
  }
}
