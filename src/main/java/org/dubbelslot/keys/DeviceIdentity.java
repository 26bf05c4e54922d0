package org.dubbelslot.keys;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.dubbelslot.age.Age;
import org.dubbelslot.age.AgeException;
import org.dubbelslot.age.XWingIdentity;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.crypto.XWing;
import org.dubbelslot.format.Signer;

/**
 * A device's private keys: an X-Wing key that receives grants and an Ed25519 key that signs
 * requests and sealed files. Close it to wipe them.
 */
public final class DeviceIdentity implements Signer, AutoCloseable {
  private static final int LOCAL_KEY_BYTES = 32;

  private final SecretBytes xwing;
  private final SecretBytes ed25519;
  private final byte[] xwingPublic;
  private final byte[] ed25519Public;
  private final Kid kid;

  private DeviceIdentity(SecretBytes xwing, SecretBytes ed25519) {
    this.xwing = xwing;
    this.ed25519 = ed25519;
    this.xwingPublic = XWing.publicKey(xwing);
    this.ed25519Public = Ed25519.publicKey(ed25519);
    this.kid = Device.kidOf(xwingPublic, ed25519Public);
  }

  /** New keys. */
  public static DeviceIdentity generate() {
    return new DeviceIdentity(XWing.newSeed(), Ed25519.newSeed());
  }

  /** An independent holder of the same keys. */
  public DeviceIdentity copy() {
    return new DeviceIdentity(xwing.copy(), ed25519.copy());
  }

  @Override
  public Kid device() {
    return kid;
  }

  @Override
  public byte[] sign(byte[] message) {
    return Ed25519.sign(ed25519, message);
  }

  /** The public half, active since {@code since}. */
  public Device publicDevice(Instant since) {
    return Device.of(xwingPublic, ed25519Public, since);
  }

  /**
   * Opens an age file that was encrypted to this device; the caller closes the result.
   *
   * @throws KeyStoreException.Damaged when it was not, or was altered
   */
  public SecretBytes open(byte[] ageFile) throws KeyStoreException.Damaged {
    try (XWingIdentity identity = new XWingIdentity(xwing)) {
      return Age.decrypt(List.of(identity), ageFile);
    } catch (AgeException e) {
      throw new KeyStoreException.Damaged();
    }
  }

  /**
   * A key for what only this device keeps and reads: {@code HKDF(X-Wing seed, "dubbelslot/1 local "
   * ‖ purpose ‖ 00 ‖ kid)}, 32 bytes; the caller closes it.
   *
   * @param purpose ASCII; another one gives another key
   */
  public SecretBytes localKey(String purpose) {
    byte[] info =
        Hkdf.info("dubbelslot/1 local " + purpose, kid.text().getBytes(StandardCharsets.US_ASCII));
    return Hkdf.derive(new byte[0], xwing.bytes(), info, LOCAL_KEY_BYTES);
  }

  /** The plaintext of {@code device.age}; the caller closes it. */
  SecretBytes encode() {
    return new SecretJson.Writer("device")
        .text("kid", kid.text())
        .secret("xwing", xwing)
        .secret("ed25519", ed25519)
        .finish();
  }

  static DeviceIdentity decode(SecretBytes plain) throws KeyStoreException.Damaged {
    try (SecretJson json = SecretJson.parse(plain, "device")) {
      DeviceIdentity identity =
          new DeviceIdentity(
              json.secret("xwing", XWing.SEED_BYTES), json.secret("ed25519", Ed25519.SEED_BYTES));
      if (!identity.kid.text().equals(json.text("kid"))) {
        identity.close();
        throw new KeyStoreException.Damaged();
      }
      return identity;
    }
  }

  @Override
  public void close() {
    xwing.close();
    ed25519.close();
  }

  @Override
  public String toString() {
    return "DeviceIdentity[" + kid + "]";
  }
}
