package org.dubbelslot.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.FolderDrive;
import org.dubbelslot.drive.OnConflict;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.graph.DriveChoice;
import org.dubbelslot.drive.graph.GraphService;
import org.dubbelslot.drive.graph.GraphSettings;
import org.dubbelslot.drive.graph.TokenFile;
import org.dubbelslot.egress.Egress;
import org.dubbelslot.egress.EgressLog;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.format.Metadata;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.format.Opener;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.TestKeys;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.NameKey;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;

/** A team with its keys, a drive, and a folder for what is under way. */
final class TransferBench implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final Path folder;
  final FloeWorkers workers = FloeWorkers.pool(2);
  final TestKeys keys = new TestKeys();
  final TestKeys.Member member = keys.member(OrganisationAlgorithm.HPKE_X_WING);
  final NameKey nameKey = NameKey.of(member.team().kid(), SecretBytes.random(32));
  final TeamAccess access =
      new TeamAccess(
          member.team().team(),
          List.of(member.lock()),
          new DriveNames(nameKey, List.of()),
          member.signer(),
          keys);
  private final SecretBytes localKey = SecretBytes.random(32);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Egress egress = new Egress(EgressLog.inMemory(), "Dubbelslot/test");
  private final Optional<SandboxOptions> options;
  private Optional<Sandbox> sandbox = Optional.empty();
  Drive drive;

  private TransferBench(Path folder, Optional<SandboxOptions> options) {
    this.folder = folder;
    this.options = options;
  }

  /** With a folder as the drive. */
  static TransferBench onFolder(Path folder) throws IOException {
    TransferBench bench = new TransferBench(folder, Optional.empty());
    bench.drive = new FolderDrive(Files.createDirectories(folder.resolve("remote")));
    return bench;
  }

  /** With a sandbox, reached over HTTP in small fragments. */
  static TransferBench onSandbox(Path folder) throws Exception {
    SandboxOptions options =
        SandboxOptions.at(Files.createDirectories(folder.resolve("sandbox"))).withLog(line -> {});
    TransferBench bench = new TransferBench(folder, Optional.of(options));
    bench.startSandbox();
    return bench;
  }

  private void startSandbox() throws Exception {
    sandbox = Optional.of(Sandbox.start(options.orElseThrow()));
    Path token = Files.writeString(folder.resolve("token"), sandbox.get().token() + "\n");
    GraphSettings settings =
        new GraphSettings(sandbox.get().graph(), "9.9", 100, GraphSettings.FRAGMENT_UNIT);
    drive =
        new GraphService(settings, new TokenFile(token), egress, new Instantly())
            .open(new DriveChoice.Mine());
  }

  /** Makes requests fail; {@code faults} is a JSON array. */
  void faults(String faults) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(control("/faults")).POST(BodyPublishers.ofString(faults)).build();
    assertThat(http.send(request, BodyHandlers.ofString()).statusCode() / 100).isEqualTo(2);
  }

  void noFaults() throws Exception {
    http.send(HttpRequest.newBuilder(control("/faults")).DELETE().build(), BodyHandlers.ofString());
  }

  /** Every request of that method whose path or query holds {@code part}. */
  List<JsonNode> requests(String method, String part) throws Exception {
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

  void forgetRequests() throws Exception {
    http.send(
        HttpRequest.newBuilder(control("/requests")).DELETE().build(), BodyHandlers.discarding());
  }

  private URI control(String path) {
    return URI.create(sandbox.orElseThrow().control() + path);
  }

  SpoolFolder spools(SpoolFolder.Room room) {
    return new SpoolFolder(folder.resolve("spool"), "test", room);
  }

  Uploader uploader() {
    return new Uploader(drive, access, workers, spools(SpoolFolder.Room.ofTheDisk()));
  }

  Uploader uploaderWithoutRoom() {
    return new Uploader(drive, access, workers, spools(_ -> 0));
  }

  SealedTree tree() {
    return new SealedTree(
        drive, access, new SealedUpload(workers, folder.resolve("spool"), sent -> {}));
  }

  SealedTree tree(TransferQueue queue) {
    return new SealedTree(drive, access, queue.uploads(workers, "werk"));
  }

  TransferQueue queue() throws IOException {
    return TransferQueue.open(
        folder.resolve("state"), new LocalSeal(localKey.copy()), Clock.systemUTC());
  }

  Transfers transfers(TransferQueue queue, int atOnce) {
    Transfers.Trees trees =
        new Transfers.Trees() {
          @Override
          public SealedTree reading(String place) {
            return tree(queue);
          }

          @Override
          public SealedTree writing(String place) {
            return tree(queue);
          }
        };
    return new Transfers(
        queue,
        trees,
        new Transfers.Settings(atOnce, e -> e.getClass().getSimpleName(), sent -> {}));
  }

  Parcel parcel(String name, long size, Parcel.Plaintext plaintext) throws IOException {
    Metadata metadata =
        Metadata.of(name, access.team()).withSizeAndTime(OptionalLong.of(size), Optional.empty());
    return new Parcel(
        metadata,
        plaintext,
        new Parcel.Address(drive.root().id(), name + ".dslot", OnConflict.FAIL, Optional.empty()));
  }

  static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Everything in the spool folder, of which nothing may stay. */
  List<Path> spooled() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path spool : List.of(folder.resolve("spool"), folder.resolve("state/spool"))) {
      if (Files.isDirectory(spool)) {
        try (Stream<Path> files = Files.list(spool)) {
          found.addAll(files.toList());
        }
      }
    }
    return found;
  }

  void assertOpens(String itemId, byte[] expected) throws Exception {
    byte[] opened = new byte[expected.length];
    FixedBytes out = new FixedBytes(expected.length);
    try (InputStream in = drive.read(itemId, ByteRange.ALL)) {
      new Opener(workers).open(in, keys, OpenOptions.STRICT, out);
    }
    System.arraycopy(out.bytes(), 0, opened, 0, opened.length);
    assertThat(Arrays.equals(opened, expected)).as("what was sealed").isTrue();
  }

  @Override
  public void close() throws Exception {
    drive.close();
    egress.close();
    http.close();
    if (sandbox.isPresent()) {
      sandbox.get().close();
    }
    nameKey.close();
    workers.close();
    localKey.close();
  }

  /** Time that passes only when somebody waits for it. */
  private static final class Instantly implements Pause {
    private Instant now = Instant.parse("2026-11-02T09:00:00Z");

    @Override
    public synchronized Instant now() {
      return now;
    }

    @Override
    public synchronized void forTime(Duration time) {
      now = now.plus(time);
    }
  }
}
