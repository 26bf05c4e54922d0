package org.dubbelslot.workplace.practice;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Real pictures and recordings, which show nobody and in which nobody speaks. */
public final class SampleMedia {
  private static final int SAMPLE_RATE = 44_100;
  private static final int HEADER_BYTES = 44;

  private SampleMedia() {}

  /** Draws twelve children as a PNG. */
  public static Path picture(Path file) throws IOException {
    BufferedImage image = new BufferedImage(1200, 800, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setPaint(new GradientPaint(0, 0, new Color(0x9cc7e8), 0, 800, new Color(0xf5efe0)));
    pen.fillRect(0, 0, 1200, 800);
    pen.setColor(new Color(0x3d6b4f));
    pen.fillRect(0, 620, 1200, 180);
    for (int child = 0; child < 12; child++) {
      int x = 90 + child % 6 * 180;
      int y = 330 + child / 6 * 150;
      pen.setColor(Color.getHSBColor(child / 12f, 0.5f, 0.8f));
      pen.fillRoundRect(x, y + 70, 90, 130, 40, 40);
      pen.setColor(new Color(0xe8c4a0 - child * 0x060504));
      pen.fillOval(x + 10, y, 70, 80);
    }
    pen.dispose();
    try (OutputStream out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    }
    return file;
  }

  /**
   * Two slowly changing tones, 16-bit stereo in a WAV file.
   *
   * @param bytes how long the whole file is; 176,400 are a second
   */
  public static Path recording(Path file, int bytes) throws IOException {
    int dataBytes = bytes - HEADER_BYTES;
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt(dataBytes + 36).put(ascii("WAVEfmt ")).putInt(16);
    header.putShort((short) 1).putShort((short) 2).putInt(SAMPLE_RATE).putInt(SAMPLE_RATE * 4);
    header.putShort((short) 4).putShort((short) 16).put(ascii("data")).putInt(dataBytes);
    short[] wave = new short[SAMPLE_RATE];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (short) (9000 * Math.sin(2 * Math.PI * i / SAMPLE_RATE));
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      out.write(header.array());
      ByteBuffer frame = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
      int left = 0;
      int right = 0;
      for (int i = 0; i < dataBytes / 4; i++) {
        left = (left + 220 + i / SAMPLE_RATE) % SAMPLE_RATE;
        right = (right + 330 + i / (2 * SAMPLE_RATE)) % SAMPLE_RATE;
        frame.clear().putShort(wave[left]).putShort(wave[right]);
        out.write(frame.array());
      }
    }
    return file;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
