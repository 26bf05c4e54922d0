package org.dubbelslot.desktop.locks;

/** How one of the two locks stands. */
public enum LockState {
  /** What it guards can be opened and sealed. */
  OPEN,
  /** Nothing of it is in memory, or this person was not given it. */
  CLOSED,
  /** It opens what is known, but who publishes it could not be asked. */
  UNREACHABLE,
  /** Who publishes it cannot be honest: files open, nothing new is sealed. */
  TAMPERED
}
