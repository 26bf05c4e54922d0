package org.dubbelslot.desktop.copies;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.dubbelslot.transfer.CopyException;

/** Reads pictures in memory, smaller than they are where they are large. */
final class Pictures {
  /** What a camera makes, and not what somebody made up to fill the memory. */
  private static final long MOST_PIXELS = 400_000_000;

  private Pictures() {}

  /**
   * A PNG or JPEG.
   *
   * @throws CopyException.NotShowable when it is neither, or too large to be drawn
   */
  static Drawn read(byte[] bytes) throws CopyException.NotShowable {
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new CopyException.NotShowable(null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return Drawn.of(read(reader));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw new CopyException.NotShowable(e);
    }
  }

  private static BufferedImage read(ImageReader reader)
      throws IOException, CopyException.NotShowable {
    String format = reader.getFormatName();
    long width = reader.getWidth(0);
    long height = reader.getHeight(0);
    boolean known = format.equalsIgnoreCase("png") || format.equalsIgnoreCase("jpeg");
    if (!known || width * height > MOST_PIXELS) {
      throw new CopyException.NotShowable(null);
    }
    int step = (int) Math.ceilDiv(Math.max(width, height), (long) Drawn.MOST);
    ImageReadParam smaller = reader.getDefaultReadParam();
    smaller.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, smaller);
  }
}
