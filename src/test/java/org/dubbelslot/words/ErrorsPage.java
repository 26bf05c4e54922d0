package org.dubbelslot.words;

import java.util.LinkedHashMap;
import java.util.Map;

/** Writes {@code docs/errors.md} from the one list of failures. */
final class ErrorsPage {
  private static final Map<Character, String> CHAPTERS = new LinkedHashMap<>();

  static {
    CHAPTERS.put('0', "How the command was called");
    CHAPTERS.put('1', "Sealed files");
    CHAPTERS.put('2', "Keys");
    CHAPTERS.put('3', "Drive and network");
    CHAPTERS.put('4', "Files on this computer");
    CHAPTERS.put('5', "The organisation's key directory");
    CHAPTERS.put('6', "The window");
  }

  private ErrorsPage() {}

  static String text() {
    StringBuilder page =
        new StringBuilder(
            """
            # Failures

            Every failure has a code, which says the same in every language and version. On the command
            line it is one line on standard error, `dubbelslot: DS-nnn: sentence. remedy.`, and the
            command ends with the exit status given here: 1 a failure on this computer, 2 the command was
            called wrongly, 3 no key or refused, 4 drive or network, 5 damaged, altered or forged; 6 when
            some of several failed, 130 when it was interrupted. `{0}` and so on stand for what it is about.

            This page is written from the program's own list (`CONTRIBUTING.md` says how).
            """);
    char chapter = ' ';
    Words english = Words.in(Language.EN);
    Words dutch = Words.in(Language.NL);
    for (FailureCode code : FailureCode.values()) {
      char first = code.code().charAt(3);
      if (first != chapter) {
        chapter = first;
        page.append("\n## ").append(chapter).append("xx ").append(CHAPTERS.get(chapter));
        page.append("\n\n| code | exit | in English | in het Nederlands |\n|---|---|---|---|\n");
      }
      page.append("| ").append(code.code()).append(" | ").append(code.exit());
      for (Words words : new Words[] {english, dutch}) {
        page.append(" | ").append(cell(words, code.sentenceKey()));
        page.append(" *").append(cell(words, code.remedyKey())).append('*');
      }
      page.append(" |\n");
    }
    return page.toString();
  }

  private static String cell(Words words, String key) {
    return words.text(key, "{0}", "{1}", "{2}", "{3}", "{4}").replace("|", "\\|");
  }
}
