package org.dubbelslot.policy;

import java.util.Locale;

/** Who decided a setting, the highest first. */
public enum Source {
  /** The organisation, in its signed key directory. */
  ORGANISATION,
  /** The administrator of this computer. */
  MACHINE,
  /** The person who uses the program. */
  USER,
  /** Nobody: the program's own value. */
  DEFAULT;

  /** As it stands in JSON output. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
