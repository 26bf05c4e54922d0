package org.dubbelslot.desktop.start;

/**
 * How hard a passphrase is to guess, in plain words: longer is better, and words are as good as
 * signs. A hint, no measure; nothing is sent or kept.
 */
enum PassphraseHint {
  /** Nothing was typed. */
  NONE,
  /** Shorter than may be chosen. */
  SHORT,
  /** One that a computer guesses in time. */
  WEAK,
  /** A fair one. */
  FAIR,
  /** Four words or more. */
  GOOD;

  /** What is shorter cannot be chosen. */
  static final int LEAST = 8;

  private static final int FAIR_LENGTH = 14;
  private static final int GOOD_LENGTH = 20;
  private static final int FEW_DIFFERENT = 5;

  static PassphraseHint of(CharSequence typed) {
    int length = typed.length();
    if (length == 0) {
      return NONE;
    }
    if (length < LEAST) {
      return SHORT;
    }
    long different = typed.chars().distinct().count();
    if (length < FAIR_LENGTH || different <= FEW_DIFFERENT) {
      return WEAK;
    }
    return length < GOOD_LENGTH ? FAIR : GOOD;
  }

  /** Whether it may be chosen. */
  boolean mayBeChosen() {
    return compareTo(SHORT) > 0;
  }
}
