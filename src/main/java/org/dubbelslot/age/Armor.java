package org.dubbelslot.age;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads the strict PEM around an age file (RFC 7468, figure 3): lines of 64 columns of canonical
 * base64 with padding, LF or CRLF. Only blank lines may stand before it and blanks after it, at
 * most 1,024 bytes each.
 */
final class Armor implements AgeSource {
  private static final String BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
  private static final String END = "-----END AGE ENCRYPTED FILE-----";
  private static final int COLUMNS = 64;
  private static final int FULL_LINE_BYTES = 48;
  private static final int MAX_BLANKS = 1024;

  private final AgeReader text;
  private byte[] line = {};
  private int at;
  private boolean begun;
  private boolean ended;

  Armor(AgeReader text) {
    this.text = text;
  }

  /** Whether {@code file} continues as an armored file does; nothing is consumed. */
  static boolean stands(AgeReader file) throws IOException, AgeException {
    byte[] first = file.peek(1);
    if (first.length == 0 || !(isBlank(first[0]) || first[0] == '-')) {
      return false;
    }
    byte[] start = file.peek(MAX_BLANKS + BEGIN.length());
    int from = 0;
    while (from < start.length && isBlank(start[from])) {
      from++;
    }
    byte[] begin = BEGIN.getBytes(StandardCharsets.US_ASCII);
    return start.length - from >= begin.length
        && Arrays.equals(start, from, from + begin.length, begin, 0, begin.length);
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException, AgeException {
    if (at == line.length && !nextLine()) {
      return -1;
    }
    int count = Math.min(length, line.length - at);
    System.arraycopy(line, at, into, offset, count);
    at += count;
    return count;
  }

  private boolean nextLine() throws IOException, AgeException {
    if (ended) {
      return false;
    }
    if (!begun) {
      begin();
    }
    String base64 = line();
    if (base64.equals(END)) {
      finish();
      return false;
    }
    line = decode(base64);
    at = 0;
    if (line.length < FULL_LINE_BYTES) {
      if (!line().equals(END)) {
        throw new AgeException.ArmorMalformed("no end line after a short line");
      }
      finish();
    }
    return true;
  }

  private void begin() throws IOException, AgeException {
    int blanks = 0;
    String first = line();
    while (first.chars().allMatch(Armor::isBlank)) {
      blanks += first.length() + 1;
      if (blanks > MAX_BLANKS) {
        throw new AgeException.ArmorMalformed("too many blanks before it");
      }
      first = line();
    }
    if (!first.equals(BEGIN)) {
      throw new AgeException.ArmorMalformed("no begin line");
    }
    begun = true;
  }

  private void finish() throws IOException, AgeException {
    ended = true;
    int blanks = 0;
    for (int c = text.read(); c >= 0; c = text.read()) {
      if (!isBlank(c) || ++blanks > MAX_BLANKS) {
        throw new AgeException.ArmorMalformed("text after the end line");
      }
    }
  }

  /** The next line without its LF or CRLF; the last may lack them. */
  private String line() throws IOException, AgeException {
    StringBuilder characters = new StringBuilder(COLUMNS + 2);
    int c = text.read();
    if (c < 0) {
      throw new AgeException.ArmorMalformed("no end line");
    }
    for (; c >= 0 && c != '\n'; c = text.read()) {
      // Blank lines before the armor may be longer than a line of it.
      if (characters.length() > (begun ? COLUMNS + 1 : MAX_BLANKS)) {
        throw new AgeException.ArmorMalformed("a line is too long");
      }
      characters.append((char) c);
    }
    int last = characters.length() - 1;
    if (last >= 0 && characters.charAt(last) == '\r') {
      characters.setLength(last);
    }
    return characters.toString();
  }

  private static byte[] decode(String base64) throws AgeException.ArmorMalformed {
    byte[] spelling = base64.getBytes(StandardCharsets.ISO_8859_1);
    if (spelling.length == 0 || spelling.length > COLUMNS) {
      throw new AgeException.ArmorMalformed("a line is empty or too long");
    }
    byte[] value;
    try {
      value = Base64.getDecoder().decode(spelling);
    } catch (IllegalArgumentException notBase64) {
      throw new AgeException.ArmorMalformed("a line is not base64");
    }
    if (!Arrays.equals(Base64.getEncoder().encode(value), spelling)) {
      throw new AgeException.ArmorMalformed("a line is not canonical base64");
    }
    return value;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }
}
