package org.dubbelslot.desktop.inspect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.dubbelslot.desktop.inspect.Report.Fact;
import org.dubbelslot.words.Words;

/** The parts of a sealed file's first 64 bytes ({@code docs/format.md}, "Layout"). */
enum HeadPart {
  SIGNATURE(0, 8),
  VERSION(8, 10),
  METADATA_LENGTH(10, 12),
  ID(12, 28),
  HEADER_LENGTH(28, 32),
  HEADER(32, 64);

  private static final int LINE = 8;
  private static final HexFormat TWO_DIGITS = HexFormat.of();

  private final int from;
  private final int to;

  HeadPart(int from, int to) {
    this.from = from;
    this.to = to;
  }

  /** One fact for every part of the 64 bytes {@code start}. */
  static List<Fact> explain(byte[] start, Words words) {
    return Arrays.stream(values()).map(part -> part.fact(start, words)).toList();
  }

  private Fact fact(byte[] start, Words words) {
    String key =
        "desktop.inspect." + ("start-" + name().toLowerCase(Locale.ROOT)).replace('_', '-');
    ByteBuffer all = ByteBuffer.wrap(start);
    byte[] part = Arrays.copyOfRange(start, from, to);
    String meaning =
        switch (this) {
          case SIGNATURE, ID -> words.text(key + "-text");
          case VERSION -> words.text(key + "-text", part[0] & 0xff, part[1] & 0xff);
          case METADATA_LENGTH ->
              words.text(key + "-text", Short.toUnsignedInt(all.getShort(from)) * 16);
          case HEADER_LENGTH -> words.text(key + "-text", all.getInt(from));
          case HEADER -> words.text(key + "-text", letters(part));
        };
    String where = words.text("desktop.inspect.start-where", words.text(key), from, to - 1);
    return new Fact(where, hex(part), meaning);
  }

  /** Two digits a byte, a space between; eight bytes a line, which fits the smallest window. */
  static String hex(byte[] bytes) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      lines
          .append(i == 0 ? "" : i % LINE == 0 ? "\n" : " ")
          .append(TWO_DIGITS.toHexDigits(bytes[i]));
    }
    return lines.toString();
  }

  /** The bytes as ASCII; what has no sign there is a dot. */
  static String letters(byte[] bytes) {
    byte[] shown = bytes.clone();
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] < ' ' || shown[i] > '~') {
        shown[i] = '.';
      }
    }
    return new String(shown, US_ASCII);
  }
}
