package org.dubbelslot.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Optional;

/** What is encrypted for a name: NFC in UTF-8, padded with zero bytes. */
final class NamePlaintext {
  private static final int BLOCK = 8;
  private static final int SHORTEST = 16;

  private NamePlaintext() {}

  static byte[] pad(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    return Arrays.copyOf(bytes, paddedLength(bytes.length));
  }

  static int paddedLength(int nameBytes) {
    return Math.max(SHORTEST, Math.ceilDiv(nameBytes, BLOCK) * BLOCK);
  }

  /** The name, when this is one in its only padding. */
  static Optional<String> unpad(byte[] padded) {
    int end = padded.length;
    while (end > 0 && padded[end - 1] == 0) {
      end--;
    }
    if (end == 0 || end > NameRules.MAXIMUM || padded.length != paddedLength(end)) {
      return Optional.empty();
    }
    try {
      String name = UTF_8.newDecoder().decode(ByteBuffer.wrap(padded, 0, end)).toString();
      return Optional.of(Normalizer.normalize(name, Normalizer.Form.NFC));
    } catch (CharacterCodingException e) {
      return Optional.empty(); // authentic, but no text
    }
  }
}
