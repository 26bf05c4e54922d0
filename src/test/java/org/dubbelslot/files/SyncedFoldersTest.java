package org.dubbelslot.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncedFoldersTest {
  @TempDir Path temporary;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    home = Files.createDirectories(temporary.toRealPath().resolve("home"));
  }

  @Test
  void anOrdinaryFolderIsNone() throws IOException {
    Files.createDirectories(home.resolve("Documents"));
    assertThat(synced().covering(home.resolve("Documents/a.docx"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Dropbox",
        "OneDrive",
        "OneDrive - Gemeente",
        "Library/CloudStorage/OneDrive-X",
        "Nextcloud"
      })
  void usualFoldersOfSyncClientsAre(String name) throws IOException {
    Path folder = Files.createDirectories(home.resolve(name));
    assertThat(synced().covering(folder.resolve("deep/not/there/yet.docx")))
        .hasValueSatisfying(found -> assertThat(folder.startsWith(found)).isTrue());
  }

  @Test
  void theFolderThatOneDriveNamesIs() throws IOException {
    Path folder = Files.createDirectories(home.resolve("elders"));
    SyncedFolders synced = new SyncedFolders(Map.of("OneDriveCommercial", folder.toString()), home);
    assertThat(synced.covering(folder.resolve("a"))).contains(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {".dropbox", ".sync_0a1b2c.db", "._sync_0a1b2c.db", ".owncloudsync.log"})
  void aFolderWithAClientsMarkIs(String mark) throws IOException {
    Path folder = Files.createDirectories(home.resolve("werk/gedeeld"));
    Files.createFile(home.resolve("werk").resolve(mark));
    assertThat(synced().covering(folder.resolve("a"))).contains(home.resolve("werk"));
  }

  @Test
  void aLinkIntoOneIs() throws IOException {
    Path folder = Files.createDirectories(home.resolve("Dropbox/werk"));
    Path link = Files.createSymbolicLink(home.resolve("link"), folder);
    assertThat(synced().covering(link.resolve("a"))).isPresent();
  }

  private SyncedFolders synced() {
    return new SyncedFolders(Map.of(), home);
  }
}
