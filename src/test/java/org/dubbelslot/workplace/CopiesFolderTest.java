package org.dubbelslot.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.workplace.CopiesFolder.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A folder for opened copies")
class CopiesFolderTest {
  private @TempDir Path home;

  private Verdict judge(Path folder) {
    return CopiesFolder.judge(folder, new SyncedFolders(Map.of(), home));
  }

  @Test
  @DisplayName("lies on this computer’s own disk, outside what is synchronised")
  void judged() throws Exception {
    assertThat(judge(Files.createDirectory(home.resolve("copies")))).isEqualTo(Verdict.GOOD);
    Path synced = Files.createDirectories(home.resolve("OneDrive - Voorbeeldschool/copies"));
    assertThat(judge(synced)).isEqualTo(Verdict.SYNCHRONISED);
    assertThat(judge(home.resolve("missing"))).isEqualTo(Verdict.UNUSABLE);
    assertThat(judge(Path.of("copies"))).isEqualTo(Verdict.UNUSABLE);
    assertThat(judge(Files.writeString(home.resolve("file"), ""))).isEqualTo(Verdict.UNUSABLE);
  }

  @ParameterizedTest
  @CsvSource({"nfs4,true", "CIFS,true", "fuse.sshfs,true", "ext4,false", "NTFS,false"})
  @DisplayName("does not lie on another computer")
  void remote(String type, boolean remote) {
    assertThat(CopiesFolder.isRemote(type)).isEqualTo(remote);
  }
}
