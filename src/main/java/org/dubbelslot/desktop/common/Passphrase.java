package org.dubbelslot.desktop.common;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javafx.scene.control.PasswordField;
import org.dubbelslot.crypto.SecretBytes;

/** What was typed into a password field, taken out of it. */
public final class Passphrase {
  private Passphrase() {}

  /**
   * The field's text in UTF-8, for the caller to close; the field is emptied. The field itself kept
   * its text in memory that cannot be wiped.
   */
  public static SecretBytes take(PasswordField field) {
    char[] typed = field.getText().toCharArray();
    field.clear();
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
      byte[] exact = new byte[encoded.remaining()];
      encoded.get(exact);
      Arrays.fill(encoded.array(), (byte) 0);
      return SecretBytes.wrap(exact);
    } finally {
      Arrays.fill(typed, ' ');
    }
  }
}
