package org.dubbelslot.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameRulesTest {
  @Nested
  class Writers {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "a",
          "verslag.docx",
          ".gitignore",
          "a..b",
          " leading space",
          "CONtract.docx",
          "COM10.txt",
          "console",
          "100 %, \u20ac 5; [x] {y} 'z' & co = @home!.txt",
          "_vti_cnf",
          "~$lock.docx",
          "desktop.ini",
          "\u05e9\u05dc\u05d5\u05dd.txt",
          "\u0645\u0631\u062d\u0628\u0627",
          "\u0915\u094d\u200d\u0937"
        })
    void take(String name) throws Exception {
      assertThat(NameRules.check(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", ">", ":", "\"", "/", "\\", "|", "?", "*"})
    void refuseWhatDrivesForbid(String character) {
      assertThatThrownBy(() -> NameRules.check("geheim" + character + "naam"))
          .isInstanceOfSatisfying(
              NameException.ForbiddenCharacter.class,
              e -> assertThat(e.codePoint()).isEqualTo(character.codePointAt(0)))
          .hasMessageNotContaining("geheim");
    }

    @ParameterizedTest
    @ValueSource(
        ints = {
          0, 9, 10, 13, 31, 0x7F, 0x80, 0x9F, 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
          0x202E, 0x2066, 0x2069
        })
    void refuseWhatCannotBeSeen(int codePoint) {
      assertThatThrownBy(() -> NameRules.check("a" + Character.toString(codePoint) + "b"))
          .isInstanceOfSatisfying(
              NameException.InvisibleCharacter.class,
              e -> assertThat(e.codePoint()).isEqualTo(codePoint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "a ", "a. ", "...", "   ", ". .", "verslag.docx."})
    void refuseADotOrSpaceAtTheEnd(String name) {
      assertThatThrownBy(() -> NameRules.check(name))
          .isInstanceOf(NameException.TrailingDotOrSpace.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void refuseDots(String name) {
      assertThatThrownBy(() -> NameRules.check(name)).isInstanceOf(NameException.Dots.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "CON",
          "con",
          "PRN",
          "Aux",
          "nul",
          "COM0",
          "com9",
          "LPT1",
          "lpt\u00b9",
          "COM\u00b2.x",
          "COM\u00b3",
          "nul.txt",
          "NUL.tar.gz",
          "nul .txt",
          "CONIN$",
          "conout$.log"
        })
    void refuseDevices(String name) {
      assertThatThrownBy(() -> NameRules.check(name)).isInstanceOf(NameException.DeviceName.class);
    }

    @Test
    void refuseNothingAndHalfCharacters() {
      assertThatThrownBy(() -> NameRules.check("")).isInstanceOf(NameException.Empty.class);
      assertThatThrownBy(() -> NameRules.check("a\uD83D"))
          .isInstanceOf(NameException.NotText.class);
      assertThatThrownBy(() -> NameRules.check("\uDE00a"))
          .isInstanceOf(NameException.NotText.class);
    }

    @ParameterizedTest
    @CsvSource({"a, 255, 255, 255", "\u00e9, 127, 254, 127", "\u20ac, 85, 255, 85"})
    void countBytesAfterNormalising(String character, int most, int bytes, int units)
        throws Exception {
      assertThat(NameRules.check(character.repeat(most)).getBytes(UTF_8)).hasSize(bytes);
      assertThatThrownBy(() -> NameRules.check(character.repeat(most + 1)))
          .isInstanceOfSatisfying(
              NameException.TooLong.class,
              e -> {
                assertThat(e.units()).isEqualTo(units + 1);
                assertThat(e.bytes()).isGreaterThan(255);
              });
      assertThat(NameRules.check("e\u0301".repeat(127))).isEqualTo("\u00e9".repeat(127));
    }
  }

  @Nested
  class Readers {
    @ParameterizedTest
    @CsvSource({
      "verslag.docx, verslag.docx",
      "a:b.txt, a_b.txt",
      "../../etc/passwd, .._.._etc_passwd",
      "'a. ', a__",
      "., _",
      ".., __",
      "nul.txt, _nul.txt",
      "COM1, _COM1",
      "con, _con"
    })
    void areOfferedTheNearestName(String name, String substitute) {
      assertThat(NameRules.substitute(name)).isEqualTo(substitute);
    }

    @Test
    void areOfferedSomethingForAnything() {
      assertThat(NameRules.substitute("")).isEqualTo("_");
      assertThat(NameRules.substitute("a\uD83D\u202Eb\u0000")).isEqualTo("a__b_");
      assertThat(NameRules.substitute("\u20ac".repeat(300) + ".docx"))
          .isEqualTo("\u20ac".repeat(83) + ".docx");
    }

    static long[] seeds() {
      return new long[] {1, 2, 3, 4};
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void substitutesAreValidAndValidNamesStay(long seed) {
      Random random = new Random(seed);
      for (int i = 0; i < 500; i++) {
        StringBuilder name = new StringBuilder();
        int length = random.nextInt(300);
        for (int j = 0; j < length; j++) {
          name.append(
              (char)
                  switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(0x10000);
                    case 1 -> " ./\\:*CONul12".charAt(random.nextInt(13));
                    case 2 -> 0x300 + random.nextInt(0x70);
                    default -> 'a' + random.nextInt(26);
                  });
        }
        String substitute = NameRules.substitute(name.toString());
        assertThat(NameRules.isValid(substitute)).as("seed %d, name %d", seed, i).isTrue();
        assertThat(NameRules.substitute(substitute)).isEqualTo(substitute);
        String valid = NamesTestKit.name(random, 255);
        assertThat(NameRules.substitute(valid)).as("seed %d, name %d", seed, i).isEqualTo(valid);
      }
    }
  }

  @Nested
  class Openers {
    private final Path folder = Path.of("some", "folder");

    @ParameterizedTest
    @ValueSource(strings = {"a", "verslag.docx", "...a", "a.", "what?", "a*b", " b", "-rf", "~"})
    void putAFileIntoTheFolder(String name) throws Exception {
      assertThat(NameRules.resolveInside(folder, name)).isEqualTo(folder.resolve(name));
      assertThat(NameRules.resolveInside(Path.of(""), name)).isEqualTo(Path.of(name));
      assertThat(NameRules.resolveInside(Path.of("/"), name)).isEqualTo(Path.of("/" + name));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ".",
          "..",
          "...",
          ".. ",
          ". .",
          " ",
          "/",
          "/etc/passwd",
          "a/b",
          "../a",
          "a/..",
          "a\\b",
          "..\\a",
          "\\\\server\\share",
          "C:",
          "C:a",
          "a.txt:stream",
          "nul",
          "CON.txt",
          "a\u0000b",
          "a\nb",
          "a\u202Etxt.exe",
          "\uD83D"
        })
    void refuseEverythingThatLeavesIt(String name) {
      assertThatThrownBy(() -> NameRules.resolveInside(folder, name))
          .isInstanceOf(NameException.class);
      assertThat(NameRules.isValid(NameRules.substitute(name))).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Verslag.DOCX, verslag.docx",
    "STRASSE, stra\u00dfe",
    "\u039f\u0394\u039f\u03a3, \u03bf\u03b4\u03bf\u03c2",
    "\u00c9t\u00e9, e\u0301te\u0301"
  })
  void namesThatDifferInCaseOnly(String one, String other) {
    assertThat(NameRules.caseFolded(one)).isEqualTo(NameRules.caseFolded(other));
  }

  @Test
  void namesThatDifferOtherwise() {
    assertThat(NameRules.caseFolded("resume"))
        .isNotEqualTo(NameRules.caseFolded("r\u00e9sum\u00e9"));
  }
}
