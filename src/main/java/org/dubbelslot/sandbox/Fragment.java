package org.dubbelslot.sandbox;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules for one fragment of an upload session.
 *
 * @param total how long the whole file is said to be
 */
record Fragment(long total) {
  /** Every fragment but the last is a multiple of this. */
  private static final long UNIT = 320 << 10;

  /** Every fragment is smaller than this. */
  private static final long LIMIT = 60 << 20;

  private static final Pattern RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  /**
   * Reads the range of a fragment.
   *
   * @throws GraphException 400, 413 or 416 unless it is the one that is expected next
   */
  static Fragment check(UploadSession session, Optional<String> contentRange, long length)
      throws GraphException {
    Matcher range = RANGE.matcher(contentRange.orElse(""));
    if (!range.matches()) {
      throw GraphException.invalid("The Content-Range header is missing or malformed.");
    }
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    long total = Long.parseLong(range.group(3));
    if (last < first || last >= total) {
      throw GraphException.invalid("Declared fragment range is invalid.", "invalidRange");
    }
    if (last - first + 1 != length) {
      throw GraphException.invalid(
          "Declared fragment length does not match the provided number of bytes.",
          "fragmentLengthMismatch");
    }
    if (session.size() >= 0 && session.size() != total) {
      throw GraphException.invalid(
          "The total size differs from the one declared before.", "invalidRange");
    }
    if (first < session.received()) {
      throw outOfRange("The uploaded fragment overlaps with existing data.", "fragmentOverlap");
    }
    if (first > session.received()) {
      throw outOfRange("The uploaded fragment is out of order.", "fragmentOutOfOrder");
    }
    if (length >= LIMIT) {
      throw new GraphException(
          413, "invalidRequest", "The fragment is too large.", "maxFragmentLengthExceeded");
    }
    if (last + 1 < total && length % UNIT != 0) {
      throw GraphException.invalid(
          "The fragment's length is not a multiple of 320 KiB.", "fragmentLengthMismatch");
    }
    return new Fragment(total);
  }

  private static GraphException outOfRange(String message, String inner) {
    return new GraphException(416, "invalidRange", message, inner);
  }
}
