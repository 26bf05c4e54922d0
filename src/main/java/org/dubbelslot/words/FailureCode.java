package org.dubbelslot.words;

import java.util.Locale;

/**
 * The one list of failures: number, name and exit status. Sentence and remedy have the keys {@code
 * failure.<number>} and {@code failure.<number>.remedy}; numbers are never given to another
 * failure.
 */
public enum FailureCode {
  // 0xx: how the command was called.
  UNKNOWN_OPTION(1, Exit.USAGE),
  UNEXPECTED_ARGUMENT(2, Exit.USAGE),
  UNKNOWN_COMMAND(3, Exit.USAGE),
  MISSING_ARGUMENT(4, Exit.USAGE),
  MISSING_COMMAND(5, Exit.USAGE),
  BAD_VALUE(6, Exit.USAGE),
  EXCLUSIVE_OPTIONS(7, Exit.USAGE),
  OPTION_TWICE(8, Exit.USAGE),
  CONFIRMATION_NEEDED(9, Exit.USAGE),

  // 2xx: keys.
  PASSPHRASE_NEEDED(290, Exit.KEY),
  PASSPHRASE_UNREADABLE(291, Exit.KEY),
  PASSPHRASE_EMPTY(292, Exit.KEY),
  PASSPHRASES_DIFFER(293, Exit.KEY),

  // 4xx: files on this computer.
  FILE_MISSING(401, Exit.LOCAL),
  FILE_UNREADABLE(402, Exit.LOCAL),
  FILE_VANISHED(403, Exit.LOCAL),
  FILE_CHANGED(404, Exit.LOCAL),
  FILE_IS_FOLDER(405, Exit.LOCAL),
  FILE_IS_SPECIAL(406, Exit.LOCAL),
  FILE_READ_FAILED(407, Exit.LOCAL),
  TARGET_EXISTS(411, Exit.LOCAL),
  TARGET_FOLDER_MISSING(412, Exit.LOCAL),
  TARGET_UNWRITABLE(413, Exit.LOCAL),
  DISK_FULL(414, Exit.LOCAL),
  NAME_IMPOSSIBLE(415, Exit.LOCAL),
  TARGET_SYNCHRONISED(416, Exit.LOCAL),
  WRITE_FAILED(417, Exit.LOCAL),
  POLICY_UNREADABLE(441, Exit.LOCAL),
  POLICY_MALFORMED(442, Exit.LOCAL),
  POLICY_UNKNOWN_SETTING(443, Exit.LOCAL),
  POLICY_BAD_VALUE(444, Exit.LOCAL),
  POLICY_NOTHING_LEFT(445, Exit.LOCAL),
  INPUT_OUTPUT(490, Exit.LOCAL),
  PROGRAM_FAULT(499, Exit.LOCAL);

  private final int number;
  private final int exit;

  FailureCode(int number, int exit) {
    this.number = number;
    this.exit = exit;
  }

  /** As people and support see it: {@code DS-401}. */
  public String code() {
    return String.format(Locale.ROOT, "DS-%03d", number);
  }

  /** The exit status of a command that ends with this failure alone. */
  public int exit() {
    return exit;
  }

  /** The sentence's key. */
  public String sentenceKey() {
    return String.format(Locale.ROOT, "failure.%03d", number);
  }

  /** The remedy's key. */
  public String remedyKey() {
    return sentenceKey() + ".remedy";
  }
}
