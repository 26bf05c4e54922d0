package org.dubbelslot.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  private static final Path PERSON = Path.of("/home/anna");

  @Test
  void liesWhereTheSystemKeepsLocalData() {
    assertThat(Home.usual(Map.of(), PERSON, "Linux").folder())
        .isEqualTo(PERSON.resolve(".local/share/dubbelslot"));
    assertThat(Home.usual(Map.of("XDG_DATA_HOME", "/data"), PERSON, "Linux").folder())
        .isEqualTo(Path.of("/data/dubbelslot"));
    assertThat(Home.usual(Map.of(), PERSON, "Mac OS X").folder())
        .isEqualTo(PERSON.resolve("Library/Application Support/Dubbelslot"));
    assertThat(Home.usual(Map.of("LOCALAPPDATA", "/local"), PERSON, "Windows 11").folder())
        .isEqualTo(Path.of("/local/Dubbelslot"));
  }

  @Test
  void isForItsOwnerAlone(@TempDir Path folder) throws IOException {
    Home home = new Home(folder.resolve("a/b")).create();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
        .isEqualTo("rwx------");
  }
}
