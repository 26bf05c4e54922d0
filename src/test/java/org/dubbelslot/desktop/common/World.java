package org.dubbelslot.desktop.common;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.ExampleOrganisation;
import org.dubbelslot.custody.Tools;
import org.dubbelslot.files.SourceFile;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.keys.PassphraseSource;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.dubbelslot.transfer.Conflict;
import org.dubbelslot.transfer.Entry;
import org.dubbelslot.transfer.Getter;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Places;
import org.dubbelslot.transfer.Putter;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Notice;
import org.dubbelslot.workplace.Person;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.TestServices;
import org.dubbelslot.workplace.Workplace;

/**
 * Everything real that a window works with: an invented organisation, three people with devices of
 * their own, and a OneDrive look-alike over HTTP, in which each of them has the place {@value
 * #PLACE}.
 */
public final class World implements AutoCloseable {
  public static final String PLACE = "onedrive";
  public static final String CARE = "Zorg";
  public static final String BOARD = "Directie";
  public static final String MARIJKE = "Marijke de Wit";
  public static final String BAS = "Bas Kuipers";
  public static final String FATIMA = "Fatima el Idrissi";
  public static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private static final int QUICK = 8;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final ExampleOrganisation.Made organisation;
  private Sandbox sandbox;
  private final Place.Loopback loopback;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  /** Makes it in an empty folder. */
  public World(Path folder) throws Exception {
    this.folder = folder;
    try (Services services = new TestServices(folder.resolve("nobody"), clock())) {
      Tools usual = services.tools(PassphraseSource.none());
      Tools tools =
          new Tools(usual.passphrases(), usual.egress(), usual.workers(), usual.clock(), QUICK);
      organisation =
          ExampleOrganisation.make(
              new ExampleOrganisation.Plan(
                  "Voorbeeldschool De Vuurtoren (verzonnen)",
                  List.of(CARE, BOARD),
                  List.of(
                      new ExampleOrganisation.Person(MARIJKE, List.of(CARE, BOARD)),
                      new ExampleOrganisation.Person(BAS, List.of(CARE)),
                      new ExampleOrganisation.Person(FATIMA, List.of(BOARD))),
                  "verzonnen"),
              folder.resolve("organisation"),
              tools);
    }
    sandbox =
        Sandbox.start(
            SandboxOptions.at(Files.createDirectories(folder.resolve("sandbox")))
                .withLog(line -> {}));
    Path token = Files.writeString(folder.resolve("token"), sandbox.token() + "\n");
    loopback = new Place.Loopback(sandbox.graph(), token);
    for (Path home : organisation.homes().values()) {
      new Places(home).add(place());
    }
  }

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  /** The place that everybody has. */
  public Place place() {
    return new Place(PLACE, team(CARE), new Place.Location.MyDrive(Optional.of(loopback)));
  }

  /** A team by its name. */
  public Kid team(String name) {
    return organisation.teams().get(name);
  }

  /** The folder of somebody's device. */
  public Path home(String person) {
    return organisation.homes().get(person);
  }

  /** Where everything lies that this world is made of. */
  public Path folder() {
    return folder;
  }

  /** Services on somebody's device; closed with this world. */
  public Services services(String person) {
    return hold(new TestServices(home(person), clock()));
  }

  /** Somebody at work without a window; closed with this world. */
  public Workplace workplace(String person) {
    return hold(new Workplace(services(person), new Colleague()));
  }

  /** A desk that is open for somebody, whose window works on {@code background}. */
  public Desk desk(String person, Language language, Background background) {
    return hold(new Desk(services(person), Words.in(language), background));
  }

  private <T extends AutoCloseable> T hold(T resource) {
    opened.add(resource);
    return resource;
  }

  /** Seals a file into a folder of the place, which is made where it is missing. */
  public void put(String person, String path, byte[] content) throws Exception {
    Workplace workplace = workplace(person);
    SealedTree tree = workplace.writing(workplace.place(PLACE));
    List<String> names = new ArrayList<>(List.of(path.split("/")));
    String name = names.removeLast();
    Entry.Folder target = tree.root();
    for (String each : names) {
      Optional<Entry> there = tree.find(target, each);
      target = there.isPresent() ? (Entry.Folder) there.get() : tree.makeFolder(target, each);
    }
    Path source = Files.createDirectories(folder.resolve("sources")).resolve(name);
    Files.write(source, content);
    new Putter(tree, new Putter.Options(Conflict.REPLACE, Optional.empty(), false))
        .put(SourceFile.of(source), target);
    Files.delete(source);
  }

  /** As above, a text. */
  public void put(String person, String path, String content) throws Exception {
    put(person, path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** What somebody finds in a file of the place, as a text; empty where there is none. */
  public Optional<String> content(String person, String path) throws Exception {
    Workplace workplace = workplace(person);
    workplace.listAnew(place());
    SealedTree tree = workplace.reading(place());
    Path out = Files.createTempDirectory(folder, "out");
    try (Getter getter =
        new Getter(tree, new Getter.Options(Conflict.REPLACE, OpenOptions.STRICT, false))) {
      getter.get(tree.find(new PlacePath(PLACE, List.of(path.split("/")))), out);
    } catch (TransferException.NotFound e) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(out)) {
      return Optional.of(Files.readString(files.findFirst().orElseThrow()));
    }
  }

  /** Deletes something in the place's root. */
  public void remove(String person, String name) throws Exception {
    Workplace workplace = workplace(person);
    SealedTree tree = workplace.writing(workplace.place(PLACE));
    tree.remove(tree.find(tree.root(), name).orElseThrow());
  }

  /** A file that lies on the drive for the provider to read. */
  public void putReadable(String path, String content) throws Exception {
    HttpRequest request =
        graph("/me/drive/root:/" + path.replace(" ", "%20") + ":/content")
            .PUT(BodyPublishers.ofString(content))
            .build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isBetween(200, 201);
  }

  /** A request to the drive as the provider's own web page would send it. */
  public HttpRequest.Builder graph(String path) {
    return HttpRequest.newBuilder(URI.create(sandbox.graph() + path))
        .header("Authorization", "Bearer " + sandbox.token());
  }

  /** Takes the drive off the network. */
  public void unplug() throws Exception {
    sandbox.close();
  }

  /** Brings it back, with all that it kept. */
  public void plugIn() throws Exception {
    sandbox =
        Sandbox.start(
            SandboxOptions.at(folder.resolve("sandbox"))
                .withPort(sandbox.graph().getPort())
                .withLog(line -> {}));
  }

  /** Makes requests fail; {@code faults} is a JSON array. */
  public void faults(String faults) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(control("/faults")).POST(BodyPublishers.ofString(faults)).build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode() / 100).isEqualTo(2);
  }

  /** Ends the faults. */
  public void noFaults() throws Exception {
    http.send(HttpRequest.newBuilder(control("/faults")).DELETE().build(), BodyHandlers.ofString());
  }

  /** Every request of that method whose path or query holds {@code part}. */
  public List<JsonNode> requests(String method, String part) throws Exception {
    String lines =
        http.send(HttpRequest.newBuilder(control("/requests")).build(), BodyHandlers.ofString())
            .body();
    List<JsonNode> requests = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      JsonNode request = JSON.readTree(line);
      if (request.path("method").asText().equals(method)
          && (request.path("path").asText() + "?" + request.path("query").asText())
              .contains(part)) {
        requests.add(request);
      }
    }
    return requests;
  }

  /** Begins to count requests anew. */
  public void forgetRequests() throws Exception {
    http.send(
        HttpRequest.newBuilder(control("/requests")).DELETE().build(), BodyHandlers.discarding());
  }

  private URI control(String path) {
    return URI.create(sandbox.control() + path);
  }

  /** Names by which people are known. */
  public Map<String, Path> homes() {
    return organisation.homes();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    sandbox.close();
    http.close();
  }

  /** Unlocks somebody's desk, whose passphrase everybody knows; a failure fails the test. */
  public static void unlock(Desk desk) {
    desk.unlock(
        SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8)),
        failure -> {
          throw new AssertionError(failure.code());
        });
  }

  /** Somebody whose device needs no passphrase, because the organisation is invented. */
  private static final class Colleague implements Person {
    @Override
    public Words words() {
      return Words.in(Language.NL);
    }

    @Override
    public SecretBytes passphrase() {
      return SecretBytes.wrap("verzonnen".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void notice(Notice notice) {}

    @Override
    public void sent(long bytes) {}
  }
}
