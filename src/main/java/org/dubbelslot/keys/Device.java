package org.dubbelslot.keys;

import java.time.Instant;
import java.util.List;
import org.dubbelslot.crypto.Ed25519;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.XWing;

/**
 * A member's device.
 *
 * @param kid derived from both keys: {@link #kidOf}
 * @param xwing receives grants, 1,216 bytes
 * @param ed25519 verifies its requests and sealed files, 32 bytes
 * @param state whether it may do anything
 * @param since when it entered that state
 * @param compromised for a revoked device: somebody else may have its keys
 * @param resumed SHA-256 (base64url) of every suspension that a quorum has lifted
 */
public record Device(
    Kid kid,
    byte[] xwing,
    byte[] ed25519,
    State state,
    Instant since,
    boolean compromised,
    List<String> resumed) {
  /** What a device may do. */
  public enum State {
    /** Everything its member may. */
    ACTIVE,
    /** Nothing, until a quorum resumes it. */
    SUSPENDED,
    /** Nothing, for ever. */
    REVOKED
  }

  /**
   * Checks the keys' lengths and the identifier.
   *
   * @throws IllegalArgumentException when they do not fit
   */
  public Device {
    xwing = xwing.clone();
    ed25519 = ed25519.clone();
    resumed = List.copyOf(resumed);
    if (xwing.length != XWing.PUBLIC_BYTES || ed25519.length != Ed25519.PUBLIC_BYTES) {
      throw new IllegalArgumentException("a device key has an impossible length");
    }
    if (!kid.equals(kidOf(xwing, ed25519))) {
      throw new IllegalArgumentException("the device identifier is not its keys'");
    }
  }

  /** A new, active device. */
  public static Device of(byte[] xwing, byte[] ed25519, Instant since) {
    return new Device(kidOf(xwing, ed25519), xwing, ed25519, State.ACTIVE, since, false, List.of());
  }

  /** First 16 bytes of SHA-256("dubbelslot/1 device" ‖ 00 ‖ X-Wing key ‖ Ed25519 key). */
  public static Kid kidOf(byte[] xwing, byte[] ed25519) {
    return Digests.kid("dubbelslot/1 device", xwing, ed25519);
  }

  /** This device in another state. */
  public Device with(State newState, Instant at, boolean nowCompromised) {
    return new Device(kid, xwing, ed25519, newState, at, nowCompromised, resumed);
  }

  @Override
  public byte[] xwing() {
    return xwing.clone();
  }

  @Override
  public byte[] ed25519() {
    return ed25519.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Device that
        && kid.equals(that.kid)
        && state == that.state
        && since.equals(that.since)
        && compromised == that.compromised
        && resumed.equals(that.resumed);
  }

  @Override
  public int hashCode() {
    return kid.hashCode();
  }

  @Override
  public String toString() {
    return "Device[" + kid + ", " + state + "]";
  }
}
