package org.dubbelslot.keys;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.SCrypt;
import org.dubbelslot.crypto.Crockford;

/**
 * Sixteen characters by which two people make sure that they see the same enrolment request: the
 * first 80 bits of scrypt(SHA-256(request), salt "dubbelslot/1 comparison", N = 2^17, r = 8, p =
 * 1), as {@code xxxx-xxxx-xxxx-xxxx}. scrypt makes it costly to search for a second request with
 * the same code.
 */
public final class ComparisonCode {
  private static final byte[] SALT = "dubbelslot/1 comparison".getBytes(StandardCharsets.US_ASCII);
  private static final int COST = 1 << 17;
  private static final int BLOCK_SIZE = 8;
  private static final int PARALLELISM = 1;
  private static final int BYTES = 10;
  private static final int GROUP = 4;

  private ComparisonCode() {}

  /** The code of {@code request}; takes 128 MiB and about half a second. */
  public static String of(byte[] request) {
    byte[] code =
        SCrypt.generate(Digests.sha256(request), SALT, COST, BLOCK_SIZE, PARALLELISM, BYTES);
    String text = Crockford.encode(code);
    StringBuilder grouped = new StringBuilder();
    for (int at = 0; at < text.length(); at += GROUP) {
      grouped.append(at == 0 ? "" : "-").append(text, at, at + GROUP);
    }
    return grouped.toString();
  }
}
