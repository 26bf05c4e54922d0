package org.dubbelslot.words;

import java.util.Locale;
import org.dubbelslot.names.NameException;

/** Failures of names that a drive or another computer could not hold. */
final class NameFailures {
  private NameFailures() {}

  static Failure of(NameException e, String item) {
    return switch (e) {
      case NameException.Empty f -> Failure.of(FailureCode.NAME_EMPTY);
      case NameException.TooLong f -> Failure.of(FailureCode.NAME_TOO_LONG, item, f.bytes());
      case NameException.ForbiddenCharacter f ->
          Failure.of(FailureCode.NAME_FORBIDDEN_CHARACTER, item, Character.toString(f.codePoint()));
      case NameException.InvisibleCharacter f ->
          Failure.of(
              FailureCode.NAME_INVISIBLE_CHARACTER,
              item,
              String.format(Locale.ROOT, "U+%04X", f.codePoint()));
      case NameException.NotText f -> Failure.of(FailureCode.NAME_NOT_TEXT, item);
      case NameException.TrailingDotOrSpace f -> Failure.of(FailureCode.NAME_TRAILING, item);
      case NameException.Dots f -> Failure.of(FailureCode.NAME_DOTS, item);
      case NameException.DeviceName f -> Failure.of(FailureCode.NAME_OF_DEVICE, item);
      case NameException.TooDeep f -> Failure.of(FailureCode.PATH_TOO_DEEP, item, f.characters());
    };
  }
}
