package org.dubbelslot.format;

import java.util.Locale;

/** The words by which {@code docs/format.md} calls what comes of reading a file. */
final class Outcome {
  private Outcome() {}

  /** The word of a failure, with what the vectors tell besides. */
  static String of(FormatException failure) {
    String word = hyphenated(failure.getClass());
    return switch (failure) {
      case FormatException.OrganisationHalf half ->
          word + " " + hyphenated(half.reason().getClass());
      case FormatException.SegmentAltered altered -> word + " " + altered.segment();
      default -> word;
    };
  }

  /** {@code SegmentAltered} as {@code segment-altered}. */
  static String hyphenated(Class<?> failure) {
    return failure.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
