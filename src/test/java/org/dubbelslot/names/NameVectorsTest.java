package org.dubbelslot.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.cryptomator.siv.SivMode;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names computed by another implementation (pyca/cryptography's AESSIV and HKDFExpand, Python's
 * hmac) for the name key 00 01 … 1F and the folder token 01 02 03 04 05 06.
 */
class NameVectorsTest {
  private static final FolderToken TOKEN = new FolderToken(0x010203040506L);
  private static final String MEETING =
      "Vergadering Z\u00fcrich \uD83E\uDDD1\u200D\uD83D\uDE80.txt";
  private static final String LONGEST = "a".repeat(128);

  @AutoClose private final NameKey key = NamesTestKit.key(0);

  private static String name(String label) {
    return switch (label) {
      case "meeting" -> MEETING;
      case "longest" -> LONGEST;
      default -> label;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "verslag.docx, hoM=DMoA4YdIZd78OqkfpZqxoC0PRayNvr2kkk5YUPg",
    "meeting, N4jAG1cNBHgptJmp43JNYNvfCAhEjUyPPUVesnC4ZCDqYXxoo=RGBqYTcjCY8XVy16IArJHQ7sc",
    "longest, J=n8L480F=5fZZI7CgyivkATtr5aEAaF2cZG48ty8cRYrwdo5N1IPvbpoSjfWBb-gCN4kPW4ANDaebL30r3"
        + "iZTTzRZaVOtCQriz=X446rq7==tB3Z0IoKcTiJLBM2mrwBCBe6pwNVQRsq6Opxj-ng-3sU49JRFtQY2ZdYaOW"
        + "UxLeaZumbfHHXordA26kxywb"
  })
  void filesInFull(String label, String expected) {
    assertThat(NameForms.fullFile(key, TOKEN, name(label))).isEqualTo(expected + ".dslot");
  }

  @Test
  void aFileInAForeignFolder() {
    assertThat(NameForms.fullFile(key, FolderToken.FOREIGN, "verslag.docx"))
        .isEqualTo("oXmwiykR3EB3N33KZ1D2u4R55Wotv66iN-YZLmEY7=E.dslot");
  }

  @ParameterizedTest
  @CsvSource({
    "verslag.docx, AQIDBAUGnJdmYHA2HFThmnVy0vpDwy-KCQacfKQZ0nS8joxcns0",
    "meeting, AQIDBAUG1AVaxaOPlBV-iTVB04nWeJeC9Rg9M1PQNzSd-1ZVBA8T8Mgr01VJdi6dZAOl0hcRlf00iwSEOaw",
    "longest, AQIDBAUG4V0XAJvhEZymMgFxuLAfi7jTsmmGnqmDOLvsBM6RR0YRsjHba1P7xJ=0NLoTP2eoG2ELj46IGIt"
        + "xBxj8nC3yBqnOWTcvbK6503AqTT9adPhvF8vCXVi1Ga58ZxNmjJ9Go=pgpEpQI9th90Qk4yqbUF9f7Kq=bAZ"
        + "VBh1qCEwq6lHRqEv-AdJug9rlQs7T1O=P"
  })
  void foldersInFull(String label, String expected) {
    assertThat(NameForms.fullFolder(key, TOKEN, name(label))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "verslag.docx, CCh-IFH6gczOsO-352ii, AQIDBAUGNhpfg=Nw=Heg",
    "meeting, 0GGJofJGVisTy7S-iFVh, AQIDBAUG9KfHV8e3sGji",
    "longest, Zzk9Hg-gu5GBTE9Z3zpj, AQIDBAUGBqeI37g6qu3g"
  })
  void shortForms(String label, String file, String folder) {
    assertThat(NameForms.shortFile(key, TOKEN, name(label))).isEqualTo(file + ".dslot");
    assertThat(NameForms.shortFolder(key, TOKEN, name(label))).isEqualTo(folder);
  }

  @Test
  void theLabelOfAFolder() {
    assertThat(NameForms.shortLabel(key, TOKEN)).isEqualTo("ugFkCB7F-dLcM4NOiraS");
  }

  @Test
  void sivTakesTheHalvesOfItsKeyAsRfc5297DoesInA1() throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] s2v = hex.parseHex("fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0");
    byte[] ctr = hex.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
    byte[] associated = hex.parseHex("101112131415161718191a1b1c1d1e1f2021222324252627");
    byte[] plaintext = hex.parseHex("112233445566778899aabbccddee");
    byte[] expected = hex.parseHex("85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c");
    assertThat(new SivMode().encrypt(ctr, s2v, plaintext, associated)).isEqualTo(expected);
  }

  @Test
  void underscoresBecomeEqualsSigns() {
    assertThat(DriveAlphabet.encode(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF}))
        .isEqualTo("====");
    assertThat(DriveAlphabet.decode("====")).contains(new byte[] {-1, -1, -1});
    for (String wrong : new String[] {"____", "AA AA", "AAAA\u00e9", "AB", "A", "\uD83D\uDE00"}) {
      assertThat(DriveAlphabet.decode(wrong)).as(wrong).isEmpty();
    }
  }
}
