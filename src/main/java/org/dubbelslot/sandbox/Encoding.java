package org.dubbelslot.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Percent-encoding of paths and queries, exactly as RFC 3986 has it (a plus stays a plus). */
final class Encoding {
  private static final String PATH_SAFE = "-._~!$'()*,;=@";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private Encoding() {}

  /**
   * Decodes a path.
   *
   * @throws GraphException 400 when an escape is malformed or the bytes are not UTF-8
   */
  static String decode(String text) throws GraphException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < in.length; i++) {
      if (in[i] != '%') {
        out.write(in[i]);
        continue;
      }
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw GraphException.invalid("Bad Request - Invalid URL", "invalidPath");
      }
      out.write(high << 4 | low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw GraphException.invalid("Bad Request - Invalid URL", "invalidPath");
    }
  }

  /** Decodes a path for logs and faults; what cannot be decoded stays as it came. */
  static String decodeLeniently(String text) {
    try {
      return decode(text);
    } catch (GraphException e) {
      return text;
    }
  }

  static Map<String, String> query(String raw) {
    Map<String, String> result = new HashMap<>();
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      result.putIfAbsent(decodeForm(name), decodeForm(value));
    }
    return result;
  }

  private static String decodeForm(String text) {
    return decodeLeniently(text.replace('+', ' '));
  }

  static String encodePath(List<String> segments) {
    StringBuilder out = new StringBuilder();
    for (String segment : segments) {
      out.append('/').append(encodeSegment(segment));
    }
    return out.toString();
  }

  static String encodeSegment(String segment) {
    StringBuilder out = new StringBuilder();
    for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || PATH_SAFE.indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append("%").append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }
}
