package org.dubbelslot.keys;

import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.MlDsa65;

/**
 * A custodian's public signing keys; both of its signatures must hold.
 *
 * @param id derived from both keys: {@link #idOf}
 * @param ed25519 32 bytes
 * @param mldsa65 1,952 bytes
 */
public record Custodian(Kid id, byte[] ed25519, byte[] mldsa65) {
  /**
   * Checks the keys' lengths and the identifier.
   *
   * @throws IllegalArgumentException when they do not fit
   */
  public Custodian {
    ed25519 = ed25519.clone();
    mldsa65 = mldsa65.clone();
    if (ed25519.length != Ed25519.PUBLIC_BYTES || mldsa65.length != MlDsa65.PUBLIC_BYTES) {
      throw new IllegalArgumentException("a custodian key has an impossible length");
    }
    if (!id.equals(idOf(ed25519, mldsa65))) {
      throw new IllegalArgumentException("the custodian identifier is not its keys'");
    }
  }

  /** The custodian of these keys. */
  public static Custodian of(byte[] ed25519, byte[] mldsa65) {
    return new Custodian(idOf(ed25519, mldsa65), ed25519, mldsa65);
  }

  /** First 16 bytes of SHA-256("dubbelslot/1 custodian" ‖ 00 ‖ Ed25519 key ‖ ML-DSA-65 key). */
  public static Kid idOf(byte[] ed25519, byte[] mldsa65) {
    return Digests.kid("dubbelslot/1 custodian", ed25519, mldsa65);
  }

  /**
   * Whether this custodian made {@code signature} over {@code signed}, the exact bytes of a file.
   */
  public boolean verifies(byte[] signed, DirectorySignature signature) {
    byte[] message = DirectorySignature.message(signed);
    return signature.custodian().equals(id)
        && Ed25519.verify(ed25519, message, signature.ed25519())
        && MlDsa65.verify(mldsa65, message, signature.mldsa65());
  }

  @Override
  public byte[] ed25519() {
    return ed25519.clone();
  }

  @Override
  public byte[] mldsa65() {
    return mldsa65.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Custodian that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Custodian[" + id + "]";
  }
}
