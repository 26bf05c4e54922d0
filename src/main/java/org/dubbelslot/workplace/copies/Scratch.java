package org.dubbelslot.workplace.copies;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Files that other programs put beside the one they edit and take away again: Office's and
 * LibreOffice's locks, halves of a save, what an editor keeps for a crash of its own.
 */
final class Scratch {
  /** LibreOffice's is {@code .~lock.<name>#}, Office's {@code ~$<name>}. */
  private static final String LIBRE_OFFICE = ".~lock.";

  private static final String OFFICE = "~$";

  /** Office leaves out the first two characters of a longer name. */
  private static final int LEFT_OUT = 2;

  private static final Pattern USUAL =
      Pattern.compile(
          "~\\$.*|\\.~lock\\..*#|~.*\\.tmp|lu[0-9a-z]+(_?[0-9a-z]*)?\\.tmp|.*\\.asd"
              + "|\\.goutputstream-.*|\\..*\\.sw[a-p]|.*~|\\.#.*|#.*#|(?=[0-9]*[A-F])[0-9A-F]{8}|[0-9A-F]{8}\\.tmp"
              + "|\\.dubbelslot-.*|4913|\\.kate-swp|\\..*\\.kate-swp|thumbs\\.db|\\.ds_store"
              + "|desktop\\.ini",
          Pattern.CASE_INSENSITIVE);

  private Scratch() {}

  static boolean is(String name) {
    return USUAL.matcher(name).matches();
  }

  /** Whether a file of that name says that {@code copy} is open. */
  static boolean claims(String name, String copy) {
    if (name.equals(LIBRE_OFFICE + copy + "#")) {
      return true;
    }
    if (!name.startsWith(OFFICE)) {
      return false;
    }
    String claimed = name.substring(OFFICE.length()).toLowerCase(Locale.ROOT);
    String whole = copy.toLowerCase(Locale.ROOT);
    return claimed.equals(whole)
        || whole.length() > LEFT_OUT && claimed.equals(whole.substring(LEFT_OUT));
  }
}
