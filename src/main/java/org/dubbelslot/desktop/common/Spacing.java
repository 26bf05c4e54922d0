package org.dubbelslot.desktop.common;

/** Distances in the window, in pixels: the grid is 8. What the style sheet can say stands there. */
public final class Spacing {
  /** Between things that belong together. */
  public static final double SMALL = 8;

  /** Between things. */
  public static final double MEDIUM = 16;

  /** Around a screen, and between its parts. */
  public static final double LARGE = 24;

  private Spacing() {}
}
