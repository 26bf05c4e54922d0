package org.dubbelslot.keys;

import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.MlDsa65;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;

/**
 * A custodian's private keys: two signing keys, of which both signatures must hold, and an X-Wing
 * key to which the custodian's own files ({@code people.age}) are encrypted. Close it to wipe it.
 */
public final class CustodianIdentity implements AutoCloseable {
  private final SecretBytes ed25519;
  private final SecretBytes mldsa65;
  private final SecretBytes xwing;
  private final Custodian custodian;

  private CustodianIdentity(SecretBytes ed25519, SecretBytes mldsa65, SecretBytes xwing) {
    this.ed25519 = ed25519;
    this.mldsa65 = mldsa65;
    this.xwing = xwing;
    this.custodian = Custodian.of(Ed25519.publicKey(ed25519), MlDsa65.publicKey(mldsa65));
  }

  /** New keys. */
  public static CustodianIdentity generate() {
    return new CustodianIdentity(Ed25519.newSeed(), MlDsa65.newSeed(), XWing.newSeed());
  }

  /** The identifier, derived from the public signing keys. */
  public Kid id() {
    return custodian.id();
  }

  /** The public half. */
  public Custodian custodian() {
    return custodian;
  }

  /** The seed of the X-Wing key; valid until this is closed. */
  public SecretBytes xwing() {
    return xwing;
  }

  /** Signs a file of the directory by its exact bytes. */
  public DirectorySignature sign(byte[] file) {
    byte[] message = DirectorySignature.message(file);
    return new DirectorySignature(
        id(), Ed25519.sign(ed25519, message), MlDsa65.sign(mldsa65, message));
  }

  /** The plaintext of {@code custodian.age}; the caller closes it. */
  public SecretBytes encode() {
    return new SecretJson.Writer("custodian")
        .secret("ed25519", ed25519)
        .secret("mldsa65", mldsa65)
        .secret("xwing", xwing)
        .finish();
  }

  /**
   * Reads the plaintext of {@code custodian.age}.
   *
   * @throws KeyStoreException.Damaged when it is not one
   */
  public static CustodianIdentity decode(SecretBytes plain) throws KeyStoreException.Damaged {
    try (SecretJson json = SecretJson.parse(plain, "custodian")) {
      return new CustodianIdentity(
          json.secret("ed25519", Ed25519.SEED_BYTES),
          json.secret("mldsa65", MlDsa65.SEED_BYTES),
          json.secret("xwing", XWing.SEED_BYTES));
    }
  }

  @Override
  public void close() {
    ed25519.close();
    mldsa65.close();
    xwing.close();
  }

  @Override
  public String toString() {
    return "CustodianIdentity[" + id() + "]";
  }
}
