package org.dubbelslot.keys;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dubbelslot.crypto.Kid;

/**
 * A person of the organisation, without name.
 *
 * @param id random
 * @param state whether this person may do anything
 * @param since when that state was entered
 * @param roles beyond membership; being a steward stands in the team
 * @param devices at least one
 */
public record Member(
    Kid id, State state, Instant since, SortedSet<Role> roles, List<Device> devices) {
  /** What a member may do. */
  public enum State {
    /** What its teams may. */
    ACTIVE,
    /** Nothing, for a while. */
    SUSPENDED,
    /** Nothing: left the organisation. */
    REMOVED
  }

  /** What a member is besides. */
  public enum Role {
    /** Keeps the organisation's side too. */
    CUSTODIAN,
    /** Reads and verifies the log. */
    AUDITOR
  }

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException when a device stands there twice
   */
  public Member {
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    devices = List.copyOf(devices);
    if (devices.stream().map(Device::kid).distinct().count() != devices.size()) {
      throw new IllegalArgumentException("a device stands there twice");
    }
  }

  /** The device of that identifier. */
  public Optional<Device> device(Kid kid) {
    return devices.stream().filter(device -> device.kid().equals(kid)).findFirst();
  }

  /** The devices that may receive grants now; none unless the member is active. */
  public Stream<Device> activeDevices() {
    return state == State.ACTIVE
        ? devices.stream().filter(device -> device.state() == Device.State.ACTIVE)
        : Stream.empty();
  }
}
