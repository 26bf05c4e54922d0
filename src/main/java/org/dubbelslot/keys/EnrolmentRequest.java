package org.dubbelslot.keys;

import java.time.Instant;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Hkdf;
import org.dubbelslot.crypto.Kid;

/**
 * A device asks to be admitted: its public keys, the person's name, what it has pinned, and proof
 * that it holds the signing key.
 *
 * <p>A key that can only decapsulate cannot prove itself in one message; the signature binds it,
 * and whoever puts in somebody else's gains grants that only that other can open.
 */
public final class EnrolmentRequest {
  /** A longer request is refused. */
  public static final int MAX_BYTES = 16 << 10;

  private static final String LABEL = "dubbelslot/1 enrolment";
  private static final int MAX_NAME = 100;

  private final byte[] bytes;
  private final Pin pin;
  private final Device device;
  private final String name;

  private EnrolmentRequest(byte[] bytes, Pin pin, Device device, String name) {
    this.bytes = bytes;
    this.pin = pin;
    this.device = device;
    this.name = name;
  }

  /**
   * Makes a request.
   *
   * @throws IllegalArgumentException when {@code name} is blank, over 100 characters, or has
   *     control or direction-changing characters
   */
  public static EnrolmentRequest make(DeviceIdentity identity, Pin pin, String name, Instant now) {
    if (!isShowable(name)) {
      throw new IllegalArgumentException("a name that cannot be shown safely");
    }
    Device device = identity.publicDevice(now);
    byte[] statement =
        JsonBytes.bytes(
            JsonBytes.object("enrolment")
                .put("organisation", pin.organisation().text())
                .put("custodians", pin.custodians())
                .put("device", device.kid().text())
                .put("xwing", JsonBytes.text(device.xwing()))
                .put("ed25519", JsonBytes.text(device.ed25519()))
                .put("name", name)
                .put("at", JsonBytes.text(now)));
    byte[] signed =
        JsonBytes.bytes(
            JsonBytes.object("signed-enrolment")
                .put("statement", JsonBytes.text(statement))
                .put("signature", JsonBytes.text(identity.sign(message(statement)))));
    return new EnrolmentRequest(signed, pin, device, name);
  }

  /** Reads a request and checks its proof of possession. */
  public static EnrolmentRequest parse(byte[] bytes) throws EnrolmentException {
    if (bytes.length > MAX_BYTES) {
      throw new EnrolmentException.Malformed();
    }
    try {
      Fields outer = Fields.of("enrolment", bytes, "signed-enrolment");
      byte[] statement = outer.bytes("statement");
      byte[] signature = outer.bytes("signature");
      Fields fields = Fields.of("enrolment", statement, "enrolment");
      Kid kid = fields.kid("device");
      Device device =
          Device.of(fields.bytes("xwing"), fields.bytes("ed25519"), fields.instant("at"));
      String name = fields.text("name");
      if (!device.kid().equals(kid) || !isShowable(name)) {
        throw new EnrolmentException.Malformed();
      }
      if (!Ed25519.verify(device.ed25519(), message(statement), signature)) {
        throw new EnrolmentException.BadProof();
      }
      Pin pin = new Pin(fields.kid("organisation"), fields.text("custodians"));
      return new EnrolmentRequest(bytes.clone(), pin, device, name);
    } catch (DirectoryException.Malformed | IllegalArgumentException e) {
      throw new EnrolmentException.Malformed();
    }
  }

  /**
   * Requires that the device has pinned what the custodian knows to be right.
   *
   * @throws EnrolmentException.OtherPin when it has not: then somebody may stand between
   */
  public void requirePin(Pin expected) throws EnrolmentException.OtherPin {
    if (!pin.equals(expected)) {
      throw new EnrolmentException.OtherPin();
    }
  }

  /** The exact bytes that travel. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What the device has pinned. */
  public Pin pin() {
    return pin;
  }

  /** The device's public half. */
  public Device device() {
    return device;
  }

  /** The person's display name. */
  public String name() {
    return name;
  }

  /** What the person reads to the custodian, by voice or in person. */
  public String comparisonCode() {
    return ComparisonCode.of(bytes);
  }

  /** Whether a name is not blank, at most 100 characters, and has none that could deceive. */
  public static boolean isShowable(String name) {
    return !name.isBlank()
        && name.length() <= MAX_NAME
        && name.codePoints()
            .noneMatch(
                c ->
                    switch (Character.getType(c)) {
                      case Character.CONTROL,
                          Character.FORMAT,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR,
                          Character.PRIVATE_USE,
                          Character.SURROGATE,
                          Character.UNASSIGNED ->
                          true;
                      default -> false;
                    });
  }

  private static byte[] message(byte[] statement) {
    return Hkdf.info(LABEL, statement);
  }
}
