package org.dubbelslot.workplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.transfer.CopyException.UnfitFolder.Why;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A folder for opened copies")
class CopiesFolderTest {
  private @TempDir Path home;

  private void require(Path folder) throws CopyException.UnfitFolder {
    CopiesFolder.require(folder, new SyncedFolders(Map.of(), home));
  }

  private void refused(Path folder, Why why) {
    assertThatExceptionOfType(CopyException.UnfitFolder.class)
        .isThrownBy(() -> require(folder))
        .extracting(CopyException.UnfitFolder::why)
        .isEqualTo(why);
  }

  @Test
  @DisplayName("lies on this computer’s own disk, outside what is synchronised")
  void judged() throws Exception {
    assertThatNoException()
        .isThrownBy(() -> require(Files.createDirectory(home.resolve("copies"))));
    Path synced = Files.createDirectories(home.resolve("OneDrive - Voorbeeldschool/copies"));
    refused(synced, Why.SYNCHRONISED);
    refused(home.resolve("missing"), Why.UNUSABLE);
    refused(Path.of("copies"), Why.UNUSABLE);
    refused(Files.writeString(home.resolve("file"), ""), Why.UNUSABLE);
  }

  @Test
  @DisplayName("lies outside what the search of a desktop remembers, whatever the folder is called")
  void indexed() throws Exception {
    refused(Files.createDirectories(home.resolve("Documents/open")), Why.INDEXED);
    Path named = Files.createDirectory(home.resolve("Documenten"));
    assertThatNoException().isThrownBy(() -> require(named));
    Path told = Files.createDirectory(home.resolve(".config")).resolve("user-dirs.dirs");
    Files.writeString(
        told,
        """
        # as a desktop writes it
        XDG_DESKTOP_DIR="$HOME/"
        XDG_DOCUMENTS_DIR="$HOME/Documenten"
        """);
    refused(named, Why.INDEXED);
    Path elsewhere = Files.createDirectory(home.resolve("elders"));
    assertThatNoException().isThrownBy(() -> require(elsewhere));
    Files.writeString(told, "XDG_MUSIC_DIR=\"" + elsewhere + "\"\n");
    refused(elsewhere, Why.INDEXED);
    assertThatNoException().isThrownBy(() -> require(Files.createDirectory(home.resolve("open"))));
  }

  @ParameterizedTest
  @CsvSource({"nfs4,true", "CIFS,true", "fuse.sshfs,true", "ext4,false", "NTFS,false"})
  @DisplayName("does not lie on another computer")
  void remote(String type, boolean remote) {
    assertThat(CopiesFolder.isRemote(type)).isEqualTo(remote);
  }
}
