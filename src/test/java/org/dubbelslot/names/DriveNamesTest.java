package org.dubbelslot.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dubbelslot.names.DriveNames.EXTENSION;

import java.util.List;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.names.WrittenName.Form;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriveNamesTest {
  private static final FolderToken TOKEN = new FolderToken(0xA1B2C3D4E5F6L);
  private static final FolderToken OTHER = new FolderToken(1);

  @AutoClose private final NameKey newKey = NamesTestKit.key(100);
  @AutoClose private final NameKey oldKey = NamesTestKit.key(7);
  private final DriveNames names = new DriveNames(newKey, List.of(oldKey));
  private final DriveNames before = new DriveNames(oldKey, List.of());

  private static ReadName.Full full(ReadName read) {
    assertThat(read).isInstanceOf(ReadName.Full.class);
    return (ReadName.Full) read;
  }

  private static ReadName.ShortForm shortForm(ReadName read) {
    assertThat(read).isInstanceOf(ReadName.ShortForm.class);
    return (ReadName.ShortForm) read;
  }

  @Nested
  class WhichForm {
    @ParameterizedTest
    @CsvSource({
      "16, 0, 49, FULL",
      "17, 0, 60, FULL",
      "112, 0, 177, FULL",
      "112, 2, 177, FULL",
      "112, 3, 26, SHORT",
      "113, 0, 26, SHORT",
      "128, 0, 26, SHORT",
      "129, 0, 26, SHORT",
      "255, 0, 26, SHORT",
      "1, 130, 49, FULL",
      "1, 131, 26, SHORT",
      "1, 373, 26, SHORT"
    })
    void ofAFile(int bytes, int parent, int length, Form form) throws Exception {
      WrittenName written = names.file(TOKEN, parent, "a".repeat(bytes));
      assertThat(written.form()).isEqualTo(form);
      assertThat(written.text()).hasSize(length);
    }

    @ParameterizedTest
    @CsvSource({
      "16, 0, 51, FULL",
      "112, 0, 179, FULL",
      "113, 0, 20, SHORT",
      "1, 128, 51, FULL",
      "1, 129, 20, SHORT",
      "1, 352, 20, SHORT"
    })
    void ofAFolder(int bytes, int parent, int length, Form form) throws Exception {
      WrittenName written = names.folder(TOKEN, parent, "a".repeat(bytes));
      assertThat(written.form()).isEqualTo(form);
      assertThat(written.text()).hasSize(length);
    }

    @Test
    void noneWhereThePathWouldBeTooLong() {
      assertThatThrownBy(() -> names.file(TOKEN, 374, "a"))
          .isInstanceOfSatisfying(
              NameException.TooDeep.class, e -> assertThat(e.characters()).isEqualTo(401));
      assertThatThrownBy(() -> names.folder(TOKEN, 353, "a"))
          .as("a folder in which nothing could lie")
          .isInstanceOf(NameException.TooDeep.class);
    }

    @Test
    void noneForANameThatTheRulesForbid() {
      assertThatThrownBy(() -> names.file(TOKEN, 0, "a:b")).isInstanceOf(NameException.class);
      assertThatThrownBy(() -> names.folder(TOKEN, 0, "..")).isInstanceOf(NameException.class);
      assertThatThrownBy(() -> names.folder(FolderToken.FOREIGN, 0, "a"))
          .isInstanceOf(IllegalArgumentException.class);
    }

    /**
     * The shortest names give thirteen levels; a first folder with the longest name in full leaves
     * ten.
     */
    @ParameterizedTest
    @CsvSource({"1, 13", "16, 13", "112, 10", "255, 17"})
    void howManyLevelsOfFoldersFit(int firstBytes, int levels) throws Exception {
      int path = 0;
      int fitting = 0;
      String name = "a".repeat(firstBytes);
      while (true) {
        try {
          int own = names.folder(TOKEN, path, name).text().length();
          path = path == 0 ? own : path + 1 + own;
          fitting++;
        } catch (NameException.TooDeep e) {
          assertThat(e.characters()).isGreaterThan(DriveNames.LONGEST_PATH);
          break;
        }
      }
      assertThat(fitting).isEqualTo(levels);
    }
  }

  @Nested
  class Files {
    @Test
    void areReadUnderEveryKeyThatIsHeld() throws Exception {
      String recent = names.file(TOKEN, 0, "verslag.docx").text();
      String old = before.file(TOKEN, 0, "verslag.docx").text();
      assertThat(recent).isNotEqualTo(old);
      assertThat(names.readFile(TOKEN, recent))
          .isEqualTo(new ReadName.Full("verslag.docx", "", TOKEN, newKey.teamKey()));
      assertThat(names.readFile(TOKEN, old))
          .isEqualTo(new ReadName.Full("verslag.docx", "", TOKEN, oldKey.teamKey()));
      assertThat(before.readFile(TOKEN, recent)).isInstanceOf(ReadName.NotOurs.class);
      assertThat(names.possibleFiles(TOKEN, "verslag.docx")).contains(recent, old).hasSize(4);
    }

    @Test
    void haveTheSameNameInTheSameFolderOnly() throws Exception {
      String name = names.file(TOKEN, 0, "a").text();
      assertThat(names.file(TOKEN, 50, "a").text()).isEqualTo(name);
      assertThat(names.file(OTHER, 0, "a").text()).isNotEqualTo(name);
      assertThat(names.readFile(OTHER, name)).isInstanceOf(ReadName.NotOurs.class);
      assertThat(names.readFile(TOKEN, name.substring(0, 43)))
          .as("without its extension")
          .isInstanceOf(ReadName.NotOurs.class);
      assertThat(names.readFolder(name.substring(0, 43))).isInstanceOf(ReadName.NotOurs.class);
    }

    @Test
    void areTheSameComposedOrNot() throws Exception {
      assertThat(names.file(TOKEN, 0, "re\u0301sume\u0301"))
          .isEqualTo(names.file(TOKEN, 0, "r\u00e9sum\u00e9"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "-LAPTOP7",
          " (1)",
          "-DESKTOP-ABC1234",
          "A",
          "=",
          "-Jan\u00e9",
          " - Copy",
          "AAAAAAAAAAA",
          "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        })
    void showWhatASyncClientAdded(String suffix) throws Exception {
      for (int bytes : new int[] {1, 17, 24, 60, 112}) {
        String stem = names.file(TOKEN, 0, "a".repeat(bytes)).text().replace(EXTENSION, "");
        ReadName.Full read = full(names.readFile(TOKEN, stem + suffix + EXTENSION));
        assertThat(read.trueName()).isEqualTo("a".repeat(bytes));
        assertThat(read.suffix()).isEqualTo(suffix);
      }
      String stem = names.file(TOKEN, 0, "verslag.docx").text().replace(EXTENSION, "");
      assertThat(full(names.readFile(TOKEN, stem + suffix + EXTENSION)).shownName())
          .isEqualTo("verslag" + suffix + ".docx");
    }

    @Test
    void areNotFooledBySuffixesThatAreNoNames() throws Exception {
      String stem = names.file(TOKEN, 0, "verslag.docx").text().replace(EXTENSION, "");
      assertThat(full(names.readFile(TOKEN, stem + "/../x" + EXTENSION)).shownName())
          .isEqualTo("verslag_.._x.docx");
    }

    @Test
    void changedInOneCharacterAreNotOurs() throws Exception {
      String name = names.file(TOKEN, 0, "verslag.docx").text();
      for (int i = 0; i < 43; i++) {
        char other = name.charAt(i) == 'A' ? 'B' : 'A';
        String changed = name.substring(0, i) + other + name.substring(i + 1);
        assertThat(names.readFile(TOKEN, changed)).isInstanceOf(ReadName.NotOurs.class);
      }
      assertThat(names.readFile(TOKEN, name.replace(".dslot", ".DSLOT")))
          .isInstanceOf(ReadName.Full.class);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ".dslot",
          "verslag.docx",
          "verslag.docx.dslot",
          "AAAAAAAAAAAAAAAAAAA.dslot",
          "\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9\u00e9.dslot",
          "dslot"
        })
    void ofOthersAreNotOurs(String name) {
      assertThat(names.readFile(TOKEN, name)).isInstanceOf(ReadName.NotOurs.class);
      assertThat(names.readFolder(name)).isInstanceOf(ReadName.NotOurs.class);
    }
  }

  @Nested
  class ShortNames {
    private final String trueName = "b".repeat(200);

    @Test
    void ofFilesAreConfirmedByTheMetadata() throws Exception {
      String written = before.file(TOKEN, 0, trueName).text();
      ReadName.ShortForm read = shortForm(names.readFile(TOKEN, written));
      assertThat(read.suffix()).isEmpty();
      assertThat(names.confirmFile(read, trueName)).contains(oldKey.teamKey());
      assertThat(names.confirmFile(read, "c")).isEmpty();
      assertThat(names.confirmFolder(read, trueName)).isEmpty();

      String stem = written.replace(EXTENSION, "");
      ReadName.ShortForm copy = shortForm(names.readFile(TOKEN, stem + "-LAPTOP7" + EXTENSION));
      assertThat(copy.suffix()).isEqualTo("-LAPTOP7");
      assertThat(names.confirmFile(copy, trueName)).contains(oldKey.teamKey());
      assertThat(copy.shownName("verslag.docx")).isEqualTo("verslag-LAPTOP7.docx");
    }

    @Test
    void ofFoldersAreConfirmedByTheLabel() throws Exception {
      String written = names.folder(TOKEN, 0, trueName).text();
      ReadName.ShortForm read = shortForm(names.readFolder(written + " (1)"));
      assertThat(read.token()).isEqualTo(TOKEN);
      assertThat(read.tokenOfFolder()).isEqualTo(TOKEN);
      assertThat(read.knownTrueName()).isEmpty();
      assertThat(names.confirmFolder(read, trueName)).contains(newKey.teamKey());
      assertThat(names.confirmFolder(read, "c")).isEmpty();
    }

    @Test
    void labelsAreNotListedAsFiles() {
      String label = before.label(TOKEN);
      assertThat(names.readFile(TOKEN, label)).isEqualTo(new ReadName.Label("", oldKey.teamKey()));
      assertThat(names.readFile(TOKEN, label.replace(EXTENSION, "-LAPTOP7" + EXTENSION)))
          .isEqualTo(new ReadName.Label("-LAPTOP7", oldKey.teamKey()));
      assertThat(names.readFile(OTHER, label)).isInstanceOf(ReadName.ShortForm.class);
      assertThat(names.possibleLabels(TOKEN)).containsExactly(names.label(TOKEN), label);
    }
  }

  @Nested
  class Folders {
    @Test
    void keepTheirTokenWhenRenamed() throws Exception {
      ReadName one = names.readFolder(names.folder(TOKEN, 0, "Zaken").text());
      ReadName other = names.readFolder(names.folder(TOKEN, 40, "Afgesloten zaken").text());
      assertThat(full(one).trueName()).isEqualTo("Zaken");
      assertThat(full(other).trueName()).isEqualTo("Afgesloten zaken");
      assertThat(one.tokenOfFolder()).isEqualTo(other.tokenOfFolder()).isEqualTo(TOKEN);
    }

    @Test
    void ofEqualNamesDoNotLookEqual() throws Exception {
      assertThat(names.folder(TOKEN, 0, "Zaken")).isNotEqualTo(names.folder(OTHER, 0, "Zaken"));
    }

    @Test
    void withASuffixAreStillFound() throws Exception {
      ReadName.Full read = full(names.readFolder(names.folder(TOKEN, 0, "Zaken").text() + " 2"));
      assertThat(read.suffix()).isEqualTo(" 2");
      assertThat(read.shownName()).isEqualTo("Zaken 2");
      assertThat(read.tokenOfFolder()).isEqualTo(TOKEN);
    }

    @Test
    void ofOthersHaveTheForeignToken() {
      ReadName read = names.readFolder("Gedeelde documenten");
      assertThat(read).isInstanceOf(ReadName.NotOurs.class);
      assertThat(read.tokenOfFolder()).isEqualTo(FolderToken.FOREIGN);
      assertThat(names.readFolder("AAAAAAAAAAAAAAAAAAAA")).isInstanceOf(ReadName.NotOurs.class);
    }

    @Test
    void whoseTokenWasSwappedAreNotOurs() throws Exception {
      String name = names.folder(TOKEN, 0, "Zaken").text();
      String other = names.folder(OTHER, 0, "Zaken").text();
      assertThat(names.readFolder(other.substring(0, 8) + name.substring(8)))
          .isInstanceOf(ReadName.NotOurs.class);
    }
  }

  @Test
  void authenticPlaintextThatIsNoNameIsNotOurs() {
    byte[][] plaintexts = {
      new byte[16],
      new byte[] {'a', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
      new byte[] {-1, 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a'},
    };
    for (byte[] plaintext : plaintexts) {
      byte[] siv = newKey.encrypt(NameForms.associatedWithFiles(TOKEN), plaintext);
      assertThat(names.readFile(TOKEN, DriveAlphabet.encode(siv) + EXTENSION))
          .isInstanceOf(ReadName.NotOurs.class);
    }
  }

  @Test
  void namesThatWritersMustRefuseAreStillReadAndGetASubstitute() {
    String written = NameForms.fullFile(newKey, TOKEN, "../a:b");
    ReadName.Full read = full(names.readFile(TOKEN, written));
    assertThat(read.trueName()).isEqualTo("../a:b");
    assertThat(read.shownName()).isEqualTo(".._a_b");
  }

  @Test
  void closedKeysRefuse() {
    NameKey closed = NamesTestKit.key(3);
    closed.close();
    DriveNames none = new DriveNames(closed, List.of());
    assertThatThrownBy(() -> none.file(TOKEN, 0, "a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> none.label(TOKEN)).isInstanceOf(IllegalStateException.class);
    try (SecretBytes shortKey = SecretBytes.random(31)) {
      assertThatThrownBy(() -> NameKey.of(Kid.random(), shortKey))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void tokensAreSixBytesAndNeverForeign() {
    assertThat(TOKEN.bytes()).isEqualTo(new byte[] {-95, -78, -61, -44, -27, -10});
    assertThat(FolderToken.startOf(TOKEN.bytes())).isEqualTo(TOKEN);
    assertThat(FolderToken.random()).isNotEqualTo(FolderToken.random());
    assertThat(FolderToken.random()).isNotEqualTo(FolderToken.FOREIGN);
    for (long wrong : new long[] {-1, 1L << 48, Long.MIN_VALUE}) {
      assertThatThrownBy(() -> new FolderToken(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void lookingUpComparesTrueNames() throws Exception {
    List<String> there = List.of("Verslag.docx", "verslag.docx", "verslag.doc", "r\u00e9sum\u00e9");
    NameLookup<String> found = NameLookup.of("verslag.docx", there, name -> name);
    assertThat(found.same()).containsExactly("verslag.docx");
    assertThat(found.sameIgnoringCase()).containsExactly("Verslag.docx");
    assertThat(NameLookup.of("re\u0301sume\u0301", there, name -> name).same())
        .containsExactly("r\u00e9sum\u00e9");
    assertThatThrownBy(() -> NameLookup.of("", there, name -> name))
        .isInstanceOf(NameException.Empty.class);
  }

  @Test
  void equalNamesAreNumberedInTheirOrder() {
    assertThat(
            ShownNames.distinct(
                List.of("Zaken", "zaken", "Zaken (2)", "Zaken", "a.txt", "a.txt", ".x", ".x")))
        .containsExactly(
            "Zaken", "zaken (3)", "Zaken (2)", "Zaken (4)", "a.txt", "a (2).txt", ".x", ".x (2)");
  }
}
