package org.dubbelslot.format;

/**
 * Padmé lengths (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication
 * with PURBs", 2019): a file's size tells at most O(log log n) bits about itself.
 */
final class Padme {
  /** Smallest padded length in bytes: an empty file looks like any other small one. */
  static final long SMALLEST = 4096;

  private Padme() {}

  /** The padded length in bytes of a plaintext of {@code length} bytes (0 to 2^40). */
  static long padded(long length) {
    if (length < SMALLEST) {
      return SMALLEST;
    }
    int e = Long.SIZE - Long.numberOfLeadingZeros(length) - 1;
    int s = Integer.SIZE - Integer.numberOfLeadingZeros(e);
    long mask = (1L << (e - s)) - 1;
    return (length + mask) & ~mask;
  }
}
