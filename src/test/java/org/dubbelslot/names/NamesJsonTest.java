package org.dubbelslot.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The committed vectors of names")
class NamesJsonTest {
  private static final Path FILE =
      Path.of(System.getProperty("project.basedir", "."), "src/test/resources/vectors/names.json");

  private JsonNode vectors;
  private DriveNames names;

  @BeforeEach
  void read() throws IOException {
    vectors = new JsonMapper().readTree(FILE.toFile());
    try (SecretBytes secret = NamesJson.nameKey()) {
      names = new DriveNames(NameKey.of(Kid.of(new byte[Kid.BYTES]), secret), List.of());
    }
  }

  @Test
  @DisplayName("are what the program in the test tree makes")
  void made() throws IOException {
    assertThat(new JsonMapper().readTree(NamesJson.make())).isEqualTo(vectors);
  }

  @Test
  @DisplayName("are written as promised")
  void written() throws NameException {
    FolderToken token = NamesJson.TOKEN;
    for (JsonNode file : vectors.get("files")) {
      if (text(file, "drive").length() <= DriveNames.LONGEST_FULL_PATH) {
        assertThat(names.file(token, 0, text(file, "name")).text()).isEqualTo(text(file, "drive"));
      }
    }
    for (JsonNode folder : vectors.get("folders")) {
      if (text(folder, "drive").length() <= DriveNames.LONGEST_FULL_PATH) {
        assertThat(names.folder(token, 0, text(folder, "name")).text())
            .isEqualTo(text(folder, "drive"));
      }
    }
    for (JsonNode file : vectors.get("shortFiles")) {
      assertThat(names.file(token, 179, text(file, "name")).text()).isEqualTo(text(file, "drive"));
    }
    for (JsonNode folder : vectors.get("shortFolders")) {
      assertThat(names.folder(token, 179, text(folder, "name")).text())
          .isEqualTo(text(folder, "drive"));
    }
    assertThat(names.label(token)).isEqualTo(text(vectors, "label"));
  }

  @Test
  @DisplayName("are read as promised")
  void readings() {
    for (JsonNode file : vectors.get("readFiles")) {
      assertRead(names.readFile(NamesJson.TOKEN, text(file, "drive")), file);
    }
    for (JsonNode folder : vectors.get("readFolders")) {
      assertRead(names.readFolder(text(folder, "drive")), folder);
    }
  }

  private static void assertRead(ReadName read, JsonNode promised) {
    if (promised.has("name")) {
      ReadName.Full full = (ReadName.Full) read;
      assertThat(full.trueName()).isEqualTo(text(promised, "name"));
      assertThat(full.suffix()).isEqualTo(text(promised, "suffix"));
      assertThat(full.token()).isEqualTo(NamesJson.TOKEN);
    } else {
      assertThat(read).isNotInstanceOf(ReadName.Full.class);
    }
  }

  private static String text(JsonNode node, String member) {
    return node.get(member).textValue();
  }
}
