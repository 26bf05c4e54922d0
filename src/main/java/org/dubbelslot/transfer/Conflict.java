package org.dubbelslot.transfer;

/** What happens where the target already holds something of that name. */
public enum Conflict {
  /** It stays, and the transfer fails. */
  FAIL,
  /** Both stay: the new one gets a number. */
  BOTH,
  /** The new one becomes the next version of the old one. */
  REPLACE,
  /** The old one stays, and that is no failure. */
  SKIP
}
