package org.dubbelslot.keys;

/** The line that an organisation key version belongs to; each has one active version at most. */
public enum Line {
  /** The line under which everything is sealed. */
  MAIN,
  /** An offline line, added as a second lock where policy asks for it. */
  BACKUP
}
