package org.dubbelslot.policy;

import java.util.Locale;

/** Which of Microsoft's clouds the organisation's accounts live in. */
public enum Cloud {
  /** The one for everybody. */
  GLOBAL,
  /** For the government of the United States, high. */
  USGOV,
  /** For its department of defence. */
  USGOVDOD,
  /** Operated in China. */
  CHINA;

  /** As it is written in a policy. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
