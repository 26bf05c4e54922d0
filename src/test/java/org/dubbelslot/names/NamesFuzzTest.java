package org.dubbelslot.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.List;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;

/** Whatever a name is, on the drive or here, it is read, refused or replaced. */
class NamesFuzzTest {
  private static final Path FOLDER = Path.of("folder");

  private final SecretBytes secret = NamesJson.nameKey();
  private final NameKey key = NameKey.of(Kid.of(new byte[Kid.BYTES]), secret);
  private final DriveNames names = new DriveNames(key, List.of());

  /** What is read from a name on the drive, and holds, we would have written. */
  @FuzzTest
  void read(FuzzedDataProvider data) {
    String driveName = data.consumeRemainingAsString();
    if (names.readFile(NamesJson.TOKEN, driveName) instanceof ReadName.Full full) {
      String ours = NameForms.fullFile(key, NamesJson.TOKEN, full.trueName());
      assertThat(driveName).startsWith(ours.replace(DriveNames.EXTENSION, ""));
      assertThat(NameRules.isValid(full.shownName())).isTrue();
    }
    if (names.readFolder(driveName) instanceof ReadName.Full full) {
      assertThat(driveName).startsWith(NameForms.fullFolder(key, full.token(), full.trueName()));
      assertThat(NameRules.isValid(full.shownName())).isTrue();
    }
  }

  /** What the rules let pass comes back from the drive; for the rest there is a substitute. */
  @FuzzTest
  void write(FuzzedDataProvider data) throws NameException {
    int pathLength = data.consumeInt(0, 300);
    String name = data.consumeRemainingAsString();
    String substitute = NameRules.substitute(name);
    assertThat(NameRules.isValid(substitute)).isTrue();
    assertThat(NameRules.resolveInside(FOLDER, substitute).getParent()).isEqualTo(FOLDER);
    String checked;
    try {
      checked = NameRules.check(name);
    } catch (NameException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
      return;
    }
    WrittenName written = names.file(NamesJson.TOKEN, pathLength, checked);
    assertThat(written.text().length() + pathLength).isLessThan(DriveNames.LONGEST_PATH);
    ReadName read = names.readFile(NamesJson.TOKEN, written.text());
    switch (read) {
      case ReadName.Full full -> assertThat(full.trueName()).isEqualTo(checked);
      case ReadName.ShortForm shortForm ->
          assertThat(names.confirmFile(shortForm, checked)).isPresent();
      default -> throw new AssertionError("a name of ours is not read");
    }
  }
}
