package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.DriveItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphServiceTest {
  @TempDir Path folder;
  private GraphSandbox graph;
  private GraphDrive drive;

  @BeforeEach
  void open() throws Exception {
    graph = new GraphSandbox(folder);
    drive = graph.service.open(new DriveChoice.Mine());
  }

  @AfterEach
  void close() throws Exception {
    graph.close();
  }

  @Test
  void findsAFolderByItsLink() throws Exception {
    DriveItem shared = drive.createFolder(drive.rootId(), "shared");
    GraphDrive place =
        graph.service.open(new DriveChoice.ByLink(URI.create(webUrl(shared.name()))));
    assertThat(place.driveId()).isEqualTo(drive.driveId());
    assertThat(place.rootId()).isEqualTo(shared.id());
    DriveItem inside = place.createFolder(place.rootId(), "inside");
    assertThat(place.statPath("/inside").id()).isEqualTo(inside.id());
    assertThat(place.root().parentId()).isEmpty();
    GraphDrive again = graph.service.open(new DriveChoice.Folder(place.driveId(), place.rootId()));
    assertThat(again.list(again.rootId()).all()).extracting(DriveItem::id).contains(inside.id());
  }

  @Test
  void findsADriveByItsId() throws Exception {
    assertThat(graph.service.open(new DriveChoice.ById(drive.driveId())).rootId())
        .isEqualTo(drive.rootId());
    assertThatExceptionOfType(DriveException.NotFound.class)
        .isThrownBy(() -> graph.service.open(new DriveChoice.ById("b!nowhere")));
  }

  @Test
  void needsAGoodToken() throws Exception {
    for (String token : List.of("wrong", "", "two words", "bad\u0000byte")) {
      Path file = Files.writeString(folder.resolve("other-token"), token);
      GraphService service =
          new GraphService(
              new GraphSettings(graph.sandbox.graph(), "9.9"),
              new TokenFile(file),
              graph.egress,
              graph.pause);
      assertThatExceptionOfType(DriveException.NotSignedIn.class)
          .isThrownBy(() -> service.open(new DriveChoice.Mine()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://graph.microsoft.com/v1.0", "http://example.org/v1.0"})
  void takesATokenFromAFileOnlyHere(String address) {
    assertThatExceptionOfType(DriveException.NotTrusted.class)
        .isThrownBy(
            () ->
                new GraphService(
                    new GraphSettings(URI.create(address), "9.9"),
                    new TokenFile(folder.resolve("token")),
                    graph.egress,
                    graph.pause));
  }

  private String webUrl(String name) throws Exception {
    return graph.webUrl(drive.driveId(), name);
  }
}
