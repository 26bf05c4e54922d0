package org.dubbelslot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dubbelslot.drive.ByteRange;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveItem;
import org.dubbelslot.drive.Pause;
import org.dubbelslot.drive.graph.DriveChoice;
import org.dubbelslot.drive.graph.GraphService;
import org.dubbelslot.drive.graph.GraphSettings;
import org.dubbelslot.drive.graph.TokenFile;
import org.dubbelslot.workplace.TryOrganisation;
import org.dubbelslot.workplace.Version;

/** Files go up and come back, by the very commands that a person would type. */
final class TryJourney {
  private static final String PLACE = "onedrive";
  private static final String FOLDER = "Zorgdossiers";
  private static final int FIRST_BYTES = 48;

  private final Session session;
  private final TryOrganisation organisation;
  private final URI graph;
  private final Path token;

  TryJourney(Session session, TryOrganisation organisation, URI graph, Path token) {
    this.session = session;
    this.organisation = organisation;
    this.graph = graph;
    this.token = token;
  }

  /**
   * One file, as its owner and as the provider sees it.
   *
   * @param size of the original in bytes
   * @param start its first bytes
   * @param providerStart the first bytes of what the provider holds
   */
  record Seen(
      String name,
      long size,
      byte[] start,
      String providerName,
      long providerSize,
      byte[] providerStart) {}

  private List<Path> originals = List.of();

  void upload(List<Path> files) throws IOException {
    originals = files;
    command(
        "place",
        "add",
        PLACE,
        "--drive",
        "me",
        "--team",
        organisation.team().text(),
        "--graph",
        graph.toString(),
        "--token-file",
        token.toString());
    command("mkdir", PLACE + ":/" + FOLDER);
    List<String> put = new ArrayList<>(List.of("put", "--on-conflict", "both"));
    files.forEach(file -> put.add(file.toString()));
    put.add(PLACE + ":/" + FOLDER + "/");
    command(put.toArray(String[]::new));
  }

  /** Reads both views from the drive, item by item in the same order. */
  List<Seen> look() throws IOException {
    JsonNode mine = list();
    List<Seen> seen = new ArrayList<>();
    try (Drive drive = drive()) {
      for (DriveItem item : sealedItems(drive)) {
        String name = trueName(mine, item);
        Path original =
            originals.stream()
                .filter(file -> file.getFileName().toString().equals(name))
                .findFirst()
                .orElse(originals.getFirst());
        seen.add(
            new Seen(
                name,
                Files.size(original),
                start(Files.newInputStream(original)),
                item.name(),
                item.size(),
                start(drive.read(item.id(), new ByteRange(0, FIRST_BYTES)))));
      }
    }
    return seen;
  }

  /** The listing under true names, each with the provider's own name beside it. */
  private JsonNode list() throws IOException {
    return JsonMapper.builder().build().readTree(command("--json", "ls", PLACE + ":/" + FOLDER));
  }

  private static String trueName(JsonNode listing, DriveItem item) throws IOException {
    for (JsonNode entry : listing) {
      if (entry.path("driveName").asText().equals(item.name())) {
        return entry.get("name").textValue();
      }
    }
    throw new IOException("the provider holds a file that the listing lacks");
  }

  /** How many came back byte for byte. */
  int downloadAndCompare(List<Path> files, Path into) throws IOException {
    Files.createDirectory(into);
    command("get", "-r", PLACE + ":/" + FOLDER, into.toString());
    int same = 0;
    for (Path file : files) {
      Path back = into.resolve(FOLDER).resolve(file.getFileName().toString());
      same += Files.mismatch(file, back) == -1 ? 1 : 0;
    }
    return same;
  }

  /** One sealed file exactly as it lies on the drive. */
  Path fetchAsProvider(Path target) throws IOException {
    try (Drive drive = drive();
        InputStream in = drive.read(sealedItems(drive).getFirst().id(), ByteRange.ALL)) {
      Files.copy(in, target);
      return target;
    }
  }

  private Drive drive() throws IOException {
    return new GraphService(
            new GraphSettings(graph, Version.text()),
            new TokenFile(token),
            session.services().egress(),
            Pause.real())
        .open(new DriveChoice.Mine());
  }

  private static List<DriveItem> sealedItems(Drive drive) throws IOException {
    DriveItem folder = drive.list(drive.root().id()).all().getFirst();
    return drive.list(folder.id()).all();
  }

  private static byte[] start(InputStream in) throws IOException {
    try (in) {
      return in.readNBytes(FIRST_BYTES);
    }
  }

  private String command(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--home", organisation.home().toString()));
    all.addAll(List.of(arguments));
    Session.Nested nested = session.run(all.toArray(String[]::new));
    if (nested.exit() != 0) {
      throw new IOException(nested.err().strip());
    }
    return nested.out();
  }
}
