package org.dubbelslot.format;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The words by which {@code docs/format.md} calls what comes of reading a file. */
final class Outcome {
  private Outcome() {}

  /** Something that reads a sealed file. */
  @FunctionalInterface
  interface Reading {
    void run() throws IOException, FormatException;
  }

  /** Why the file was refused, if it was. */
  static Optional<FormatException> tryTo(Reading reading) throws IOException {
    try {
      reading.run();
      return Optional.empty();
    } catch (FormatException e) {
      return Optional.of(e);
    }
  }

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
