package org.dubbelslot.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.dubbelslot.names.WrittenName.Form;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the true name: what is written is allowed on OneDrive, and comes back. */
class NamesPropertyTest {
  @AutoClose private final NameKey key = NamesTestKit.key(42);
  private final DriveNames names = new DriveNames(key, List.of());

  @ParameterizedTest
  @EnumSource(Character.UnicodeScript.class)
  void everyScript(Character.UnicodeScript script) throws Exception {
    for (int codePoint : NamesTestKit.charactersOf(script)) {
      String character = Character.toString(codePoint);
      String name = NameRules.check("a" + character.repeat(3) + ".txt");
      assertComesBack(FolderToken.FOREIGN, 0, name, "U+%04X".formatted(codePoint));
    }
  }

  @Test
  void everyKindOfEmoji() throws Exception {
    for (String emoji : NamesTestKit.EMOJI) {
      assertThat(NameRules.check(emoji)).isEqualTo(emoji);
      assertComesBack(FolderToken.random(), 0, emoji, emoji);
      assertComesBack(FolderToken.random(), 0, NameRules.substitute(emoji.repeat(60)), emoji);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void namesOfEveryLengthAtEveryDepth(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < 600; i++) {
      int mostBytes = random.nextBoolean() ? 255 : 128;
      String name = NamesTestKit.name(random, mostBytes);
      int depth = random.nextInt(3) == 0 ? 0 : random.nextInt(353);
      assertComesBack(FolderToken.random(), depth, name, "seed %d, name %d".formatted(seed, i));
    }
  }

  @Test
  void everyLengthInBytesUpTo255() throws Exception {
    for (int bytes = 1; bytes <= 255; bytes++) {
      String name = "\u20ac".repeat(bytes / 3) + "x".repeat(bytes % 3);
      assertThat(name.getBytes(UTF_8)).hasSize(bytes);
      assertComesBack(FolderToken.random(), 0, name, "%d bytes".formatted(bytes));
      WrittenName file = names.file(FolderToken.FOREIGN, 0, name);
      assertThat(file.form()).isEqualTo(bytes <= 112 ? Form.FULL : Form.SHORT);
    }
  }

  @Test
  void noTwoNamesCollideEvenIgnoringCase() throws Exception {
    Random random = new Random(5);
    Set<String> written = new HashSet<>();
    Set<String> trueNames = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String name = NamesTestKit.name(random, 255);
      if (trueNames.add(name)) {
        for (int depth : new int[] {0, 300}) {
          written.add(names.file(FolderToken.FOREIGN, depth, name).text().toLowerCase(Locale.ROOT));
        }
      }
    }
    long inFull = trueNames.stream().filter(name -> name.getBytes(UTF_8).length <= 112).count();
    assertThat(written).as("seed 5").hasSize((int) (trueNames.size() + inFull));
  }

  private void assertComesBack(FolderToken token, int depth, String name, String what)
      throws NameException {
    WrittenName file = names.file(token, depth, name);
    assertAllowed(file, depth, what);
    ReadName readFile = names.readFile(token, file.text());
    switch (file.form()) {
      case FULL ->
          assertThat(readFile)
              .as(what)
              .isEqualTo(new ReadName.Full(name, "", token, key.teamKey()));
      case SHORT ->
          assertThat(names.confirmFile((ReadName.ShortForm) readFile, name)).as(what).isPresent();
    }
    if (token.equals(FolderToken.FOREIGN)) {
      return;
    }
    WrittenName folder = names.folder(token, depth, name);
    assertAllowed(folder, depth, what);
    ReadName readFolder = names.readFolder(folder.text());
    assertThat(readFolder.tokenOfFolder()).as(what).isEqualTo(token);
    switch (folder.form()) {
      case FULL -> assertThat(readFolder.knownTrueName()).as(what).contains(name);
      case SHORT ->
          assertThat(names.confirmFolder((ReadName.ShortForm) readFolder, name))
              .as(what)
              .isPresent();
    }
    int path = depth == 0 ? folder.text().length() : depth + 1 + folder.text().length();
    assertThat(OneDriveRules.problem(names.label(token), path + 1 + names.label(token).length()))
        .as(what)
        .isEmpty();
  }

  private static void assertAllowed(WrittenName written, int depth, String what) {
    int path = depth == 0 ? written.text().length() : depth + 1 + written.text().length();
    assertThat(OneDriveRules.problem(written.text(), path)).as(what).isEmpty();
    if (written.form() == Form.FULL) {
      assertThat(path).as(what).isLessThanOrEqualTo(DriveNames.LONGEST_FULL_PATH);
    }
  }

  @Test
  void theRulesOfOneDriveThemselvesRefuse() {
    for (String refused :
        List.of(
            "",
            "a:b",
            " a",
            "a ",
            "a.",
            "CON",
            "com1.txt",
            "desktop.ini",
            ".lock",
            "x_vti_y",
            "~$a",
            "forms",
            "a".repeat(256))) {
      assertThat(OneDriveRules.problem(refused, 0)).as(refused).isPresent();
    }
    assertThat(OneDriveRules.problem("a", 401)).isPresent();
    assertThat(OneDriveRules.problem("a", 400)).isEmpty();
  }
}
