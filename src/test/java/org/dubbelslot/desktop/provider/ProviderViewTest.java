package org.dubbelslot.desktop.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.control.TableView;
import org.dubbelslot.desktop.common.AtDesk;
import org.dubbelslot.desktop.common.AtDesk.Look;
import org.dubbelslot.desktop.common.Stages;
import org.dubbelslot.desktop.common.World;
import org.dubbelslot.desktop.inspect.Sight;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Provider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What Microsoft sees")
@Timeout(120)
class ProviderViewTest {
  private static final String REPORT = "Verslag oudergesprek.docx";
  private static final String READABLE = "Offerte dakgoot.csv";
  private static final JsonMapper JSON = new JsonMapper();

  private @TempDir Path folder;
  private final Stages stages = new Stages();
  private final AtomicReference<ProviderView> made = new AtomicReference<>();
  private World world;
  private AtDesk at;

  @BeforeAll
  static void needsScreen() {
    Stages.require();
  }

  @BeforeEach
  void make() throws Exception {
    world = new World(folder);
    world.put(World.MARIJKE, REPORT, "Het gesprek ging over rekenen. ".repeat(3000));
    world.put(World.BAS, "Groepsfoto.jpg", new byte[700_000]);
    world.put(World.BAS, "Groep 7/Toets.txt", "zeven");
    world.putReadable(READABLE, "Naam;Adres;Bedrag\nJ. de Vries;Kerkstraat 12;1.240,00\n");
  }

  @AfterEach
  void close() throws Exception {
    stages.close();
    world.close();
  }

  private ProviderModel open(Look look) throws Exception {
    at =
        new AtDesk(
            world,
            stages,
            World.MARIJKE,
            "provider",
            look,
            frame -> {
              made.set(new ProviderView(frame, item -> Optional.empty()));
              return made.get();
            });
    DriveItem root = at.frame().desk().workplace().orElseThrow().drive(world.place()).root();
    ProviderModel model = made.get().model();
    Stages.onScreen(() -> made.get().show(world.place(), root));
    Stages.until(() -> model.stateProperty().get() instanceof ProviderModel.State.Listed);
    return model;
  }

  private JsonNode answer(String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return JSON.readTree(
          http.send(world.graph(path).GET().build(), BodyHandlers.ofString()).body());
    }
  }

  private Provider.Seen row(ProviderModel model, String name) {
    return at.ask(
        () ->
            model.rows().stream()
                .filter(seen -> seen.item().name().equals(name))
                .findFirst()
                .orElseThrow());
  }

  private ProviderModel.Look.File look(ProviderModel model, Provider.Seen seen) throws Exception {
    Stages.onScreen(() -> model.selectedProperty().set(Optional.of(seen.item().id())));
    Stages.until(() -> model.lookProperty().get() instanceof ProviderModel.Look.File);
    return (ProviderModel.Look.File) at.ask(() -> model.lookProperty().get());
  }

  private Provider.Seen sealed(ProviderModel model) {
    return at.ask(
        () ->
            model.rows().stream()
                .filter(seen -> seen.item().size() > 50_000 && seen.item().size() < 200_000)
                .findFirst()
                .orElseThrow());
  }

  @Test
  @DisplayName("is to the letter what the provider answers, and nothing of ours")
  void isTrue() throws Exception {
    ProviderModel model = open(Look.usual());

    JsonNode answered = answer("/me/drive/root/children").get("value");

    assertThat(at.ask(() -> model.rows().size())).isEqualTo(answered.size()).isEqualTo(4);
    for (JsonNode item : answered) {
      Provider.Seen seen = row(model, item.get("name").asText());
      assertThat(seen.item().id()).isEqualTo(item.get("id").asText());
      assertThat(seen.item().folder()).isEqualTo(item.has("folder"));
      assertThat(seen.item().size()).isEqualTo(item.get("size").asLong());
      assertThat(seen.item().modified())
          .isEqualTo(Instant.parse(item.get("lastModifiedDateTime").asText()));
      assertThat(seen.created()).contains(Instant.parse(item.get("createdDateTime").asText()));
      assertThat(seen.createdBy()).contains(item.at("/createdBy/user/displayName").asText());
      assertThat(seen.modifiedBy()).contains(item.at("/lastModifiedBy/user/displayName").asText());
      assertThat(seen.address().orElseThrow()).hasToString(item.get("webUrl").asText());
    }
    assertThat(stages.texts())
        .contains(READABLE)
        .noneMatch(text -> text.contains("oudergesprek") || text.contains("Groep 7"));
  }

  @Test
  @DisplayName(
      "shows a file's first kilobyte as it lies there, fetches its head alone, uses no key")
  void kilobyte() throws Exception {
    ProviderModel model = open(Look.usual());
    Provider.Seen seen = sealed(model);
    byte[] whole;
    try (HttpClient http = HttpClient.newHttpClient()) {
      String address =
          answer("/me/drive/items/" + seen.item().id())
              .get("@microsoft.graph.downloadUrl")
              .asText();
      whole =
          http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray())
              .body();
    }

    ProviderModel.Look.File file = look(model, seen);

    assertThat(file.start()).isEqualTo(Arrays.copyOf(whole, 1024));
    assertThat(file.sight()).isInstanceOf(Sight.Shut.class);
    assertThat(stages.texts())
        .anyMatch(text -> text.startsWith("0000  89 44 53 4c 0d 0a 1a 0a"))
        .anyMatch(text -> text.contains("achter de sloten"));

    ProviderModel.Look.File readable = look(model, row(model, READABLE));
    assertThat(readable.sight()).isInstanceOf(Sight.Readable.class);
    assertThat(new String(readable.start(), StandardCharsets.UTF_8)).contains("Kerkstraat");
  }

  @Test
  @DisplayName("follows the selection by the item's id, and forgets all at a lock")
  void follows() throws Exception {
    ProviderModel model = open(Look.usual());
    Provider.Seen seen = sealed(model);
    look(model, seen);
    TableView<?> table = (TableView<?>) stages.find("#provider-items");
    assertThat(at.ask(() -> table.getSelectionModel().getSelectedItem())).isEqualTo(seen);

    Stages.onScreen(() -> at.frame().desk().lock());
    Stages.until(() -> model.rows().isEmpty());
    assertThat(at.ask(() -> model.lookProperty().get()))
        .isInstanceOf(ProviderModel.Look.Nothing.class);
  }

  @Test
  @DisplayName("keeps nothing of a place in front when another one is still to be found")
  void keepsNoOtherPlace() throws Exception {
    ProviderModel model = open(Look.usual());
    look(model, sealed(model));

    Stages.onScreen(model::clear);

    assertThat(at.ask(() -> model.rows().size())).isZero();
    assertThat(at.ask(() -> model.stateProperty().get()))
        .isInstanceOf(ProviderModel.State.Empty.class);
    assertThat(at.ask(() -> model.lookProperty().get()))
        .isInstanceOf(ProviderModel.Look.Nothing.class);
    Stages.onScreen(model::refresh);
    assertThat(at.ask(() -> model.rows().size())).as("nothing is asked for any more").isZero();
  }

  @Test
  @DisplayName("says what is wrong when the folder is gone, with a button")
  void gone() throws Exception {
    ProviderModel model = open(Look.usual());
    DriveItem inner =
        at.ask(
            () ->
                model.rows().stream()
                    .map(Provider.Seen::item)
                    .filter(DriveItem::folder)
                    .findFirst()
                    .orElseThrow());
    at.frame()
        .desk()
        .workplace()
        .orElseThrow()
        .drive(world.place())
        .delete(inner.id(), Optional.empty());
    Stages.onScreen(() -> made.get().show(world.place(), inner));
    Stages.until(() -> model.stateProperty().get() instanceof ProviderModel.State.Failed);
    stages.awaitText("DS-301");
  }

  static Stream<Look> looks() {
    return Look.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("looks")
  void pictures(Look look) throws Exception {
    ProviderModel model = open(look);
    look(model, sealed(model));
    at.picture("sealed");
    look(model, row(model, READABLE));
    at.picture("readable");
  }
}
