package org.dubbelslot.desktop.copies;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.words.Words;

/**
 * The beginning of a text, its characters guessed: what is no UTF-8 is most likely what Windows
 * wrote before.
 *
 * @param text safe to be shown
 * @param cut whether there is more
 */
record PlainText(String text, boolean cut) {
  /** How many bytes are shown at the most. */
  static final int MOST = 256 << 10;

  private static final byte[] UTF_8_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF_16_LITTLE = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] UTF_16_BIG = {(byte) 0xfe, (byte) 0xff};
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int LONGEST_CHARACTER = 4;

  /**
   * Reads it.
   *
   * @throws CopyException.NotShowable when it is no text
   */
  static PlainText of(byte[] bytes) throws CopyException.NotShowable {
    int length = Math.min(MOST, bytes.length);
    boolean cut = bytes.length > MOST;
    if (begins(bytes, UTF_16_LITTLE)) {
      return shown(new String(bytes, 2, length - 2, StandardCharsets.UTF_16LE), cut);
    }
    if (begins(bytes, UTF_16_BIG)) {
      return shown(new String(bytes, 2, length - 2, StandardCharsets.UTF_16BE), cut);
    }
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        throw new CopyException.NotShowable(null);
      }
    }
    int start = begins(bytes, UTF_8_MARK) ? UTF_8_MARK.length : 0;
    return shown(decoded(bytes, start, length, cut), cut);
  }

  private static boolean begins(byte[] bytes, byte[] mark) {
    return bytes.length >= mark.length
        && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
  }

  /** A cut may go through the middle of a character. */
  private static String decoded(byte[] bytes, int start, int length, boolean cut) {
    for (int less = 0; less < (cut ? LONGEST_CHARACTER : 1) && length - less >= start; less++) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, start, length - less - start))
            .toString();
      } catch (CharacterCodingException notThere) {
        continue;
      }
    }
    return new String(bytes, start, length - start, WINDOWS);
  }

  private static PlainText shown(String text, boolean cut) {
    StringBuilder safe = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\t') {
                safe.appendCodePoint(c);
              } else {
                safe.append(Words.printable(Character.toString(c)));
              }
            });
    return new PlainText(safe.toString(), cut);
  }
}
