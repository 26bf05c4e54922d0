package org.dubbelslot.workplace.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.transfer.CopyException;
import org.dubbelslot.workplace.Home;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("In a folder that the person chose, working copies")
@Timeout(120)
class ChosenFolderTest {
  private static final String NAME = "Verslag.docx";

  private @TempDir Path folder;
  private CopiesWorld it;
  private Path chosen;

  @BeforeEach
  void make() throws Exception {
    it = new CopiesWorld(folder);
    chosen = Files.createDirectories(folder.resolve("user/open"));
    it.copiesIn(choice(Optional.of(chosen)));
  }

  @AfterEach
  void close() throws Exception {
    it.world.noFaults();
    it.close();
  }

  private CopyPlaces choice(Optional<Path> now, Path... before) {
    return new CopyPlaces(new Home(it.home()), now, List.of(before));
  }

  @Test
  @DisplayName("lie beside what else is there, which nobody touches")
  void beside() throws Exception {
    Path own = Files.createDirectories(chosen.resolve("Dubbelslot.noindex/foto's"));
    Files.writeString(own.resolve("strand.jpg"), "beeld");
    Path file = it.edit(NAME, "eerste");
    assertThat(file).startsWith(chosen);
    Files.writeString(file, "tweede");
    it.closeCopies();
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(file).doesNotExist();
    assertThat(WorkingCopies.sweepLeftovers(it.places())).isZero();
    assertThat(own.resolve("strand.jpg")).hasContent("beeld");
  }

  @Test
  @DisplayName("that waited there are brought back although another folder was chosen since")
  void chosenBefore() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    it.world.faults("[{\"path\":\"\",\"status\":401,\"times\":-1}]");
    it.closeCopies();
    it.world.noFaults();
    it.copiesIn(choice(Optional.empty(), chosen));
    it.copies().recover();
    it.await(List::isEmpty);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
  }

  @Test
  @DisplayName("that waited there are brought back although the folder is synchronised since")
  void synchronisedSince() throws Exception {
    Path file = it.edit(NAME, "eerste");
    Files.writeString(file, "tweede");
    it.world.faults("[{\"path\":\"\",\"status\":401,\"times\":-1}]");
    it.closeCopies();
    it.world.noFaults();
    Files.createFile(chosen.resolve(".dropbox"));
    it.copiesIn(choice(Optional.empty(), chosen));
    assertThat(WorkingCopies.sweepLeftovers(it.places())).isEqualTo(1);
    it.copies().recover();
    it.await(List::isEmpty);
    assertThat(it.asRead(NAME)).isEqualTo("tweede");
    assertThat(PrivateFolder.copies(chosen.resolve("Dubbelslot.noindex"))).isEmpty();
  }

  @Test
  @DisplayName("are made although an earlier folder cannot be used, which is told")
  void unusableBefore() throws Exception {
    Files.createDirectories(chosen.resolve("Dubbelslot.noindex/lock"));
    it.copiesIn(choice(Optional.empty(), chosen));
    it.edit(NAME, "eerste");
    assertThat(it.opened.getLast()).startsWith(it.home());
    assertThat(it.told).singleElement().isInstanceOf(CopyEvent.Trouble.class);
  }

  @Test
  @DisplayName("are not made once a sync client sends the folder on, or it is not there")
  void unfit() throws Exception {
    Files.createFile(chosen.resolve(".dropbox"));
    refused(CopyException.UnfitFolder.Why.SYNCHRONISED);
    it.copiesIn(choice(Optional.of(folder.resolve("stick"))));
    refused(CopyException.UnfitFolder.Why.UNUSABLE);
    assertThat(folder.resolve("stick")).doesNotExist();
    it.copiesIn(choice(Optional.empty(), chosen, folder.resolve("stick")));
    it.world.put(World.BAS, NAME, "eerste");
    it.copies().edit(it.place, it.file(NAME), CopiesWorld.STRICT);
    assertThat(it.opened.getLast()).startsWith(it.home());
  }

  private void refused(CopyException.UnfitFolder.Why why) {
    assertThatExceptionOfType(CopyException.UnfitFolder.class)
        .isThrownBy(it::copies)
        .extracting(CopyException.UnfitFolder::why)
        .isEqualTo(why);
  }
}
