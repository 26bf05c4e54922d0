package org.dubbelslot.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleTest {
  private static final int FOLDERS = 90;
  private static final int FILES = 1_000;
  private static final int LARGE = 10_000;

  @TempDir Path root;

  @Test
  void holds100_000ItemsAndListsAndTellsThemAll() throws Exception {
    fill();
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.at(root));
        Client client = new Client(sandbox)) {
      assertThat(client.get("/me/drive/root").json().path("size").asLong())
          .isEqualTo(3L * (FOLDERS * FILES + LARGE));
      assertThat(client.get("/me/drive/root:/f7").json().path("size").asLong())
          .isEqualTo(3L * FILES);
      Set<String> names = new HashSet<>();
      int pages = follow(client, "/me/drive/root:/large:/children?$top=1000", names);
      assertThat(pages).isEqualTo(LARGE / 1_000);
      assertThat(names).hasSize(LARGE);
      Set<String> ids = new HashSet<>();
      follow(client, "/me/drive/root/delta?$top=1000&$select=id", ids);
      assertThat(ids).hasSize(1 + FOLDERS + FOLDERS * FILES + 1 + LARGE);
    }
  }

  /** Puts the items where a sandbox finds them; their contents are never asked for. */
  private void fill() throws Exception {
    try (DriveStore store =
        DriveStore.open(root, SandboxOptions.DEFAULT_QUOTA, () -> Settings.USUAL)) {
      for (int folder = 0; folder < FOLDERS; folder++) {
        files(store, "f" + folder, FILES);
      }
      files(store, "large", LARGE);
    }
  }

  private static void files(DriveStore store, String folder, int count)
      throws GraphException, IOException {
    DriveInfo drive = DriveInfo.OWN;
    Item parent = store.createFolder(drive, store.root(drive), folder, Conflict.FAIL);
    for (int i = 0; i < count; i++) {
      Item.NewContent content =
          new Item.NewContent(folder + i, 3, "", Optional.empty(), Optional.empty());
      store.putFile(drive, parent.id(), "file " + i, Conflict.FAIL, content);
    }
  }

  private static int follow(Client client, String first, Set<String> ids) throws IOException {
    String path = first;
    int pages = 0;
    while (!path.isEmpty()) {
      JsonNode page = client.get(path).json();
      page.path("value").forEach(item -> ids.add(item.path("id").asText()));
      path = page.path("@odata.nextLink").asText().replaceFirst("^.*?/v1\\.0", "");
      pages++;
    }
    return pages;
  }
}
