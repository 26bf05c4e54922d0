package org.dubbelslot.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.security.auth.Destroyable;

/**
 * A secret of fixed length that is wiped when closed.
 *
 * <p>Use it in try-with-resources; hand a {@link #copy()} to whoever keeps it longer. It never
 * shows its content in {@link #toString()}, compares in constant time, and refuses to be read once
 * destroyed.
 */
public final class SecretBytes implements AutoCloseable, Destroyable {
  private final byte[] bytes;
  private boolean destroyed;

  private SecretBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over {@code bytes}: the caller must neither keep nor change the array. */
  public static SecretBytes wrap(byte[] bytes) {
    return new SecretBytes(bytes);
  }

  /** Copies {@code bytes}; the caller still wipes its own array. */
  public static SecretBytes copyOf(byte[] bytes) {
    return new SecretBytes(bytes.clone());
  }

  /** {@code length} bytes from the platform's strong random source. */
  public static SecretBytes random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /**
   * The secret itself, not a copy: valid until this holder is closed, and not to be changed.
   *
   * @throws IllegalStateException when already destroyed
   */
  public synchronized byte[] bytes() {
    requireAlive();
    return bytes;
  }

  /**
   * An independent holder of the same secret.
   *
   * @throws IllegalStateException when already destroyed
   */
  public synchronized SecretBytes copy() {
    requireAlive();
    return new SecretBytes(bytes.clone());
  }

  /**
   * A JCA key for {@code algorithm} ("AES", "HmacSHA256"); the key object holds a copy that the
   * platform gives no means to wipe, so keep its life short.
   *
   * @throws IllegalStateException when already destroyed
   */
  public synchronized SecretKey key(String algorithm) {
    requireAlive();
    return new SecretKeySpec(bytes, algorithm);
  }

  /** Length in bytes; known also after destruction. */
  public int length() {
    return bytes.length;
  }

  @Override
  public synchronized void destroy() {
    Arrays.fill(bytes, (byte) 0);
    destroyed = true;
  }

  @Override
  public synchronized boolean isDestroyed() {
    return destroyed;
  }

  /** Same as {@link #destroy()}; may be called more than once. */
  @Override
  public void close() {
    destroy();
  }

  /** Constant-time comparison of two living secrets. */
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes that
        && !isDestroyed()
        && !that.isDestroyed()
        && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "SecretBytes[" + bytes.length + " bytes]";
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException("secret already destroyed");
    }
  }
}
