package org.dubbelslot.desktop.provider;

import java.util.HexFormat;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.dubbelslot.desktop.common.Controls;

/**
 * Bytes as they are: where they stand, two digits each, and as letters; sixteen a line, or fewer
 * where there is little room.
 */
final class HexDump extends VBox {
  private static final HexFormat TWO_DIGITS = HexFormat.of();
  private static final int MANY = 16;
  private static final int FEW = 8;
  private static final int LEAST = 4;

  /** Letters of a line beside those of its bytes, each of which takes four. */
  private static final int BESIDE = 7;

  private static final int PER_BYTE = 4;

  /** Room that a letter takes, in the text's own size. */
  private static final double LETTER = 0.62;

  private final byte[] bytes;
  private final Label lines = Controls.text("", "code");

  HexDump(byte[] bytes, String name) {
    this.bytes = bytes.clone();
    getStyleClass().add("hex");
    lines.setWrapText(false);
    lines.setText(lines(FEW));
    getChildren().add(lines);
    setMinWidth(0);
    setAccessibleRole(AccessibleRole.TEXT);
    setAccessibleText(name);
    setFocusTraversable(true);
    widthProperty().subscribe(width -> fit(width.doubleValue()));
  }

  private void fit(double width) {
    int perLine = MANY;
    while (perLine > LEAST
        && (BESIDE + PER_BYTE * perLine) * LETTER * lines.getFont().getSize() > width) {
      perLine /= 2;
    }
    lines.setText(lines(perLine));
  }

  private String lines(int perLine) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < bytes.length; at += perLine) {
      text.append(at == 0 ? "" : "\n").append(TWO_DIGITS.toHexDigits(at, 4)).append("  ");
      for (int i = at; i < at + perLine; i++) {
        text.append(i < bytes.length ? TWO_DIGITS.toHexDigits(bytes[i]) + " " : "   ");
      }
      text.append(' ');
      for (int i = at; i < Math.min(bytes.length, at + perLine); i++) {
        text.append(letter(bytes[i]));
      }
    }
    return text.toString();
  }

  private static char letter(byte value) {
    return value < ' ' || value > '~' ? '.' : (char) value;
  }
}
