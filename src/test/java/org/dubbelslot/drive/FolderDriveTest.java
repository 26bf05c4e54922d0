package org.dubbelslot.drive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDriveTest extends DriveContractTest {
  @TempDir Path folder;
  private Path root;
  private Drive drive;

  @BeforeEach
  void open() throws Exception {
    root = Files.createDirectory(folder.resolve("drive"));
    drive = new FolderDrive(root);
  }

  @Override
  protected Drive drive() {
    return drive;
  }

  @Test
  void followsNoLinkOutOfItsRoot() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret.txt"), "secret", UTF_8);
    Files.createSymbolicLink(root.resolve("link"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret.txt"));

    assertThat(drive.list("/").all()).isEmpty();
    assertThat(drive.changes(Optional.empty()).present())
        .extracting(DriveItem::id)
        .containsExactly("/");
    for (String id : new String[] {"/link", "/file", "/link/secret.txt"}) {
      assertThatExceptionOfType(DriveException.NotFound.class)
          .isThrownBy(() -> drive.read(id, ByteRange.ALL));
    }
    assertThatExceptionOfType(DriveException.NameRefused.class)
        .isThrownBy(() -> drive.stat("/../outside/secret.txt"));
    assertThatExceptionOfType(DriveException.NotFound.class)
        .isThrownBy(() -> drive.createFolder("/link", "new"));
    assertThatExceptionOfType(DriveException.NameTaken.class)
        .isThrownBy(() -> put(drive.root(), "file", "changed".getBytes(UTF_8), OnConflict.REPLACE));
    assertThat(Files.readString(outside.resolve("secret.txt"))).isEqualTo("secret");
  }

  @Test
  void deletesALinkedFoldersLinkAndNotWhatItLeadsTo() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("kept.txt"), "kept", UTF_8);
    DriveItem made = drive.createFolder("/", "a");
    Files.createSymbolicLink(root.resolve("a/link"), outside);
    drive.delete(made.id(), Optional.empty());
    assertThat(root.resolve("a")).doesNotExist();
    assertThat(outside.resolve("kept.txt")).exists();
  }

  @Test
  void leavesNothingBehindWhenAnUploadIsGivenUp() throws Exception {
    Upload upload = drive.upload(new UploadRequest("/", "a.dslot", 10, OnConflict.FAIL));
    assertThatExceptionOfType(DriveException.SourceFailed.class)
        .isThrownBy(() -> upload.send(UploadSource.of(new byte[9]), done -> {}));
    upload.cancel();
    try (Stream<Path> left = Files.list(root)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void neverMovesOrDeletesItsRoot() throws Exception {
    DriveItem made = drive.createFolder("/", "a");
    assertThatExceptionOfType(DriveException.Denied.class)
        .isThrownBy(() -> drive.delete("/", Optional.empty()));
    assertThatExceptionOfType(DriveException.Denied.class)
        .isThrownBy(() -> drive.move("/", made.id(), "b", Optional.empty()));
  }

  @Test
  void needsAFolder() throws IOException {
    assertThatExceptionOfType(DriveException.NotFound.class)
        .isThrownBy(() -> new FolderDrive(folder.resolve("absent")));
    Path file = Files.createFile(folder.resolve("file"));
    assertThatExceptionOfType(DriveException.NotAFolder.class)
        .isThrownBy(() -> new FolderDrive(file));
  }

  @Test
  void failuresCarryNoPath() throws Exception {
    Path file = Files.createFile(folder.resolve("file-of-somebody"));
    assertThatExceptionOfType(DriveException.class)
        .isThrownBy(() -> new FolderDrive(file.resolve("below")))
        .satisfies(e -> assertThat(Throwables.getStackTraceAsString(e)).doesNotContain("somebody"));
    DriveException source =
        new DriveException.SourceFailed(new NoSuchFileException("/home/somebody/letter"));
    assertThat(Throwables.getStackTraceAsString(source)).doesNotContain("somebody");
  }
}
