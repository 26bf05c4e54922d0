package org.dubbelslot.keys;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dubbelslot.crypto.Kid;

/**
 * A team; its name is only in its sealed people list.
 *
 * @param id random
 * @param members who may open its files
 * @param stewards the members who grant its key
 * @param active the key version under which new files are sealed; none before the first
 * @param removed whether the team was dissolved: its files still open, nothing new is sealed
 */
public record Team(
    Kid id,
    SortedSet<Kid> members,
    SortedSet<Kid> stewards,
    Optional<Kid> active,
    boolean removed) {
  /**
   * Copies the sets.
   *
   * @throws IllegalArgumentException when a steward is no member
   */
  public Team {
    members = Collections.unmodifiableSortedSet(new TreeSet<>(members));
    stewards = Collections.unmodifiableSortedSet(new TreeSet<>(stewards));
    if (!members.containsAll(stewards)) {
      throw new IllegalArgumentException("a steward is a member of the team");
    }
  }
}
