package org.dubbelslot.desktop.walk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HexFormat;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.dubbelslot.desktop.Walk;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.drive.Provider;
import org.dubbelslot.words.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("7. What Microsoft sees")
@Timeout(300)
class Walk07ProviderTest extends InWorld {
  @Override
  void fill() throws Exception {
    world.put(World.BAS, "Groep 7/Toets.txt", "zeven");
    world.put(World.BAS, "Verslag.txt", "Het gesprek ging over rekenen. ".repeat(300));
    world.putReadable("Offerte.csv", "Naam;Bedrag");
  }

  private static final JsonMapper JSON = new JsonMapper();

  private byte[] answer(String path) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build()) {
      return http.send(world.graph(path).GET().build(), BodyHandlers.ofByteArray()).body();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @DisplayName(
      "is byte for byte what the drive itself answers, for the folder and the file that are shown")
  void sees(Language language) throws Exception {
    try (Walk walk = Walk.unlocked(language, world, World.BAS)) {
      walk.select("Verslag.txt");
      walk.turn("#provider-sees", true);
      JsonNode items = JSON.readTree(answer("/me/drive/root/children")).get("value");
      assertThat(items.size()).isEqualTo(3);
      JsonNode report = null;
      for (JsonNode item : items) {
        walk.stages.awaitText(item.get("name").asText());
        assertThat(walk.stages.texts()).noneMatch(text -> text.equals("Verslag.txt"));
        walk.stages.awaitText(item.at("/lastModifiedBy/user/displayName").asText());
        if (item.has("file")) {
          walk.stages.awaitText(walk.text("desktop.provider.bytes", item.get("size").asLong()));
          report = item.get("size").asLong() > 1000 ? item : report;
        }
      }
      byte[] content = answer("/me/drive/items/" + report.get("id").asText() + "/content");
      Label dump = (Label) walk.stages.find(".hex .code");
      assertThat(bytes(Stages.on(() -> dump.getText()))).isEqualTo(Arrays.copyOf(content, 1024));
      walk.stages.awaitText(report.get("webUrl").asText());
      walk.stages.awaitText(walk.text("desktop.provider.sealer-known", World.BAS));
      walk.sees("desktop.inspect.locks");
      walk.sees("desktop.inspect.hidden-name");

      TableView<?> table = (TableView<?>) walk.stages.find("#provider-items");
      JsonNode below = folder(items);
      Stages.onScreen(() -> selectFolder(table));
      walk.stages.robot.push(KeyCode.ENTER);
      for (JsonNode item :
          JSON.readTree(answer("/me/drive/items/" + below.get("id").asText() + "/children"))
              .get("value")) {
        walk.stages.awaitText(item.get("name").asText());
      }
      walk.turn("#provider-sees", false);
      walk.shows("Toets.txt");
      walk.turn("#provider-sees", true);
      walk.press("#folder-up");
      walk.stages.awaitText("Offerte.csv");
      walk.turn("#provider-sees", false);
      walk.shows("Groep 7", "Offerte.csv", "Verslag.txt");
    }
  }

  private static JsonNode folder(JsonNode items) {
    for (JsonNode item : items) {
      if (item.has("folder")) {
        return item;
      }
    }
    throw new AssertionError("no folder");
  }

  private static void selectFolder(TableView<?> table) {
    table.requestFocus();
    for (int row = 0; row < table.getItems().size(); row++) {
      Provider.Seen seen = (Provider.Seen) table.getItems().get(row);
      if (seen.item().folder()) {
        table.getSelectionModel().clearAndSelect(row);
      }
    }
  }

  /** The bytes of a dump's lines: their place, the bytes, and the bytes as letters. */
  private static byte[] bytes(String dump) {
    StringBuilder digits = new StringBuilder();
    for (String line : dump.split("\n", -1)) {
      String rest = line.substring(6);
      int end = rest.indexOf("  ");
      digits.append((end < 0 ? rest : rest.substring(0, end)).replace(" ", ""));
    }
    return HexFormat.of().parseHex(digits);
  }
}
