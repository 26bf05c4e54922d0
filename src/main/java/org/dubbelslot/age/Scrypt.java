package org.dubbelslot.age;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.SCrypt;
import org.dubbelslot.crypto.SecretBytes;

/** What the two sides of a passphrase share: age's {@code scrypt} stanza. */
final class Scrypt {
  static final String TYPE = "scrypt";
  static final int SALT_BYTES = 16;
  private static final byte[] LABEL =
      "age-encryption.org/v1/scrypt".getBytes(StandardCharsets.US_ASCII);
  private static final int BLOCK_SIZE = 8;

  private Scrypt() {}

  /** Bytes of memory that scrypt needs: 128 · r · N. */
  static long memory(int workFactor) {
    return 128L * BLOCK_SIZE << workFactor;
  }

  /** The key that wraps the file key: 32 bytes. */
  static SecretBytes wrapKey(SecretBytes passphrase, byte[] salt, int workFactor) {
    ByteArrayOutputStream labelledSalt = new ByteArrayOutputStream();
    labelledSalt.writeBytes(LABEL);
    labelledSalt.writeBytes(salt);
    return SecretBytes.wrap(
        SCrypt.generate(
            passphrase.bytes(), labelledSalt.toByteArray(), 1 << workFactor, BLOCK_SIZE, 1, 32));
  }
}
