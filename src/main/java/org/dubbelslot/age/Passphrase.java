package org.dubbelslot.age;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dubbelslot.crypto.SecretBytes;

/** Passphrases as scrypt takes them: the UTF-8 bytes, exactly as typed. */
public final class Passphrase {
  private Passphrase() {}

  /**
   * The UTF-8 bytes of {@code typed}, which is wiped.
   *
   * @throws IllegalArgumentException for an empty passphrase or half a surrogate pair
   */
  public static SecretBytes of(char[] typed) {
    byte[] bytes = new byte[typed.length * 3];
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(bytes);
      var coder =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      var result = coder.encode(CharBuffer.wrap(typed), utf8, true);
      if (result.isError()) {
        result.throwException();
      }
      if (utf8.position() == 0) {
        throw new IllegalArgumentException("a passphrase is not empty");
      }
      return SecretBytes.wrap(Arrays.copyOf(bytes, utf8.position()));
    } catch (CharacterCodingException halfPair) {
      throw new IllegalArgumentException("a passphrase is Unicode text", halfPair);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(typed, '\0');
    }
  }
}
