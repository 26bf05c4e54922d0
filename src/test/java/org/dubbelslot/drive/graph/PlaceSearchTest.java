package org.dubbelslot.drive.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A search for places")
class PlaceSearchTest {
  private @TempDir Path folder;
  private GraphSandbox graph;
  private PlaceSearch search;

  @BeforeEach
  void open() throws Exception {
    graph = new GraphSandbox(folder);
    search = graph.service.placeSearch();
  }

  @AfterEach
  void close() throws Exception {
    graph.close();
  }

  @Test
  @DisplayName("finds the libraries of a site, and their links open")
  void libraries() throws Exception {
    assertThat(search.libraries("nothing of that name")).isEmpty();
    PlaceSearch.Library found = search.libraries("team").getFirst();
    assertThat(found.site()).isEqualTo("Team");
    try (Drive drive = graph.service.open(new DriveChoice.ByLink(found.link()))) {
      assertThat(drive.root().folder()).isTrue();
    }
  }

  @Test
  @DisplayName("finds the channels of the person's teams, and where their files are")
  void channels() throws Exception {
    assertThat(search.channels())
        .extracting(PlaceSearch.TeamChannel::name)
        .containsExactly("General", "Project Voorbeeld");
    PlaceSearch.TeamChannel channel = search.channels().getLast();
    try (Drive drive = graph.service.open(new DriveChoice.ByLink(search.files(channel)))) {
      drive.createFolder(drive.root().id(), "Afspraken");
      assertThat(drive.list(drive.root().id()).all()).hasSize(1);
    }
  }

  @Test
  @DisplayName("says when the organisation lets nobody search")
  void denied() throws Exception {
    graph.faults(
        """
        [{"method":"GET","path":"/sites","times":-1,"status":403,
          "body":{"error":{"code":"accessDenied","message":"no"}}}]
        """);
    assertThatThrownBy(() -> search.libraries("team")).isInstanceOf(DriveException.Denied.class);
  }
}
