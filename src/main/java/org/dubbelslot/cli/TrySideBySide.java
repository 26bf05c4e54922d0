package org.dubbelslot.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.dubbelslot.words.Words;

/** What you see beside what Microsoft sees, of the same files. */
final class TrySideBySide {
  private static final int LEFT = 44;
  private static final int SHOWN_BYTES = 12;

  private TrySideBySide() {}

  static void print(Session session, List<TryJourney.Seen> seen) {
    Output output = session.output();
    Words words = session.words();
    if (output.isJson()) {
      return;
    }
    output.line("");
    line(output, words.text("try.you-see"), words.text("try.microsoft-sees"));
    line(output, "─".repeat(LEFT - 2), "─".repeat(LEFT + 6));
    for (TryJourney.Seen file : seen) {
      line(output, file.name(), file.providerName());
      line(
          output,
          "  " + words.size(file.size()) + ", " + content(words, file.start()),
          "  " + words.size(file.providerSize()) + ", " + hex(file.providerStart()));
    }
    output.line("");
  }

  private static void line(Output output, String left, String right) {
    String shown = shorten(Words.printable(left), LEFT - 2);
    int width = shown.codePointCount(0, shown.length());
    output.line(shown + " ".repeat(Math.max(2, LEFT - width)) + shorten(right, LEFT + 28));
  }

  private static String content(Words words, byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8);
    boolean readable = text.chars().limit(24).allMatch(c -> c >= ' ' && c != 0xfffd || c == '\n');
    return readable
        ? words.text("try.reads", text.lines().findFirst().orElse("").strip())
        : hex(start);
  }

  private static String hex(byte[] start) {
    byte[] few = Arrays.copyOf(start, Math.min(SHOWN_BYTES, start.length));
    return HexFormat.ofDelimiter(" ").formatHex(few) + " …";
  }

  private static String shorten(String text, int width) {
    return text.codePointCount(0, text.length()) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }
}
