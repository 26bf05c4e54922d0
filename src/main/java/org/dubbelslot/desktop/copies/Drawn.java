package org.dubbelslot.desktop.copies;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** A picture in memory; what it shows is not to be changed. */
public final class Drawn {
  /** No preview has more pixels in either direction. */
  static final int MOST = 1600;

  private final int width;
  private final int height;
  private final int[] argb;

  private Drawn(int width, int height, int[] argb) {
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  static Drawn of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    return new Drawn(width, height, image.getRGB(0, 0, width, height, null, 0, width));
  }

  /** In pixels. */
  public int width() {
    return width;
  }

  /** In pixels. */
  public int height() {
    return height;
  }

  /** Row by row, {@code 0xAARRGGBB}. */
  int[] argb() {
    return argb;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Drawn that && width == that.width && Arrays.equals(argb, that.argb);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(argb);
  }

  @Override
  public String toString() {
    return "Drawn[" + width + " × " + height + "]";
  }
}
