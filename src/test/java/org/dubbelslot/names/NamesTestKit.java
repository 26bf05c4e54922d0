package org.dubbelslot.names;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/** Keys and names for the tests of this room. */
final class NamesTestKit {
  /** As people use them: joined, with skin tones, flags of letters and of tags, keycaps. */
  static final List<String> EMOJI =
      List.of(
          "\uD83D\uDE00",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
          "\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDE80",
          "\uD83C\uDDF3\uD83C\uDDF1",
          "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
          "\u2764\uFE0F\u200D\uD83D\uDD25",
          "3\uFE0F\u20E3");

  private NamesTestKit() {}

  /** A key that depends on nothing but {@code first}: its bytes count upwards from there. */
  static NameKey key(int first) {
    byte[] bytes = new byte[NameKey.BYTES];
    byte[] kid = new byte[Kid.BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    kid[0] = (byte) first;
    try (SecretBytes secret = SecretBytes.wrap(bytes)) {
      return NameKey.of(Kid.of(kid), secret);
    }
  }

  /** A valid name of at most {@code maximumBytes} bytes, of many scripts, marks and emoji. */
  static String name(Random random, int maximumBytes) {
    int wanted = 1 + random.nextInt(maximumBytes);
    StringBuilder made = new StringBuilder();
    while (true) {
      String next = made + piece(random);
      String normal = Normalizer.normalize(next, Normalizer.Form.NFC);
      if (normal.getBytes(UTF_8).length > wanted || normal.length() > wanted) {
        String name = Normalizer.normalize(made, Normalizer.Form.NFC);
        return NameRules.isValid(name) ? name : "x";
      }
      made.append(next, made.length(), next.length());
    }
  }

  private static String piece(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> EMOJI.get(random.nextInt(EMOJI.size()));
      case 1 -> "e" + Character.toString(0x300 + random.nextInt(0x70)) + "\u0323";
      case 2 -> " ";
      case 3, 4 -> Character.toString('a' + random.nextInt(26));
      default -> Character.toString(letter(random));
    };
  }

  private static int letter(Random random) {
    while (true) {
      int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
      if (Character.isLetterOrDigit(codePoint)) {
        return codePoint;
      }
    }
  }

  /** Assigned characters of {@code script} that a name may hold, evenly spread, at most 40. */
  static int[] charactersOf(Character.UnicodeScript script) {
    int[] all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(c -> Character.isDefined(c) && Character.UnicodeScript.of(c) == script)
            .filter(c -> NameRules.isValid("a" + Character.toString(c) + "a"))
            .toArray();
    int step = Math.max(1, all.length / 40);
    return IntStream.range(0, all.length).filter(i -> i % step == 0).map(i -> all[i]).toArray();
  }
}
