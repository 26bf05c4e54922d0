package org.dubbelslot.malice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dubbelslot.cli.Founder;
import org.dubbelslot.cli.Run;
import org.dubbelslot.files.Trees;

/**
 * A person with a place on a drive that somebody else runs: a folder of this computer, so that the
 * provider of a test can do to it whatever it likes.
 */
final class Victim {
  static final String PLACE = "werk";

  private final Path folder;
  private final Founder founder;
  private Path drive;
  private boolean hasPlace;

  private Victim(Path folder, Founder founder) {
    this.folder = folder;
    this.founder = founder;
  }

  /** An organisation of one person, who has no place yet. */
  static Victim in(Path folder) throws IOException {
    return new Victim(folder, Founder.in(folder));
  }

  /** Gives the person a place on a new, empty drive. */
  Victim withNewDrive() throws IOException {
    if (hasPlace) {
      done("place", "remove", PLACE);
    }
    hasPlace = true;
    drive = Files.createTempDirectory(folder, "drive");
    founder.addPlace(PLACE, drive);
    return this;
  }

  Path home() {
    return founder.home();
  }

  Path directory() {
    return founder.directory();
  }

  /** What the provider holds. */
  Path drive() {
    return drive;
  }

  /** Gives the person a place on a OneDrive that lies. */
  Victim withPlaceAt(EvilGraph graph) throws IOException {
    // Every sandbox has the same drives: what was learnt of the last one is not true of this one.
    Path learnt = home().resolve("state").resolve("listings");
    if (Files.exists(learnt)) {
      Trees.delete(learnt);
    }
    if (hasPlace) {
      done("place", "remove", PLACE);
    }
    done(
        "place",
        "add",
        PLACE,
        "--drive",
        "me",
        "--graph",
        graph.graph().toString(),
        "--token-file",
        graph.tokenFile().toString());
    hasPlace = true;
    return this;
  }

  /** A command, whatever becomes of it. */
  Run.Outcome run(String... arguments) {
    return founder.run(arguments);
  }

  /** A command that succeeds. */
  Run.Outcome done(String... arguments) {
    return founder.done(arguments);
  }

  /** Puts a file of this name and content into a folder of the place, given as {@code /a/b/}. */
  void put(String name, byte[] content, String into) throws IOException {
    put(name, content, into, "fail");
  }

  /** The same, with what happens when the name is taken. */
  void put(String name, byte[] content, String into, String onConflict) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Path source = Files.write(sources.resolve(name), content);
    done("put", "--on-conflict", onConflict, source.toString(), PLACE + ":" + into);
    Files.delete(source);
  }

  /** The file on the drive under that path of true names. */
  Path sealed(String path) throws IOException {
    Path at = drive;
    for (String name : path.substring(1).split("/")) {
      at = at.resolve(driveName(drive.relativize(at), path, name));
    }
    return at;
  }

  private String driveName(Path above, String path, String name) throws IOException {
    int depth = above.toString().isEmpty() ? 0 : above.getNameCount();
    String parent = "/" + String.join("/", List.of(path.substring(1).split("/")).subList(0, depth));
    List<String> found = new ArrayList<>();
    for (JsonNode item : json(done("--json", "ls", PLACE + ":" + parent))) {
      if (item.get("name").textValue().replaceAll("/$", "").equals(name)) {
        found.add(item.get("driveName").textValue());
      }
    }
    assertThat(found).as("%s in %s", name, parent).hasSize(1);
    return found.getFirst();
  }

  /** Gets {@code path} into a new, empty folder, whose content the test may look at. */
  Got get(String path, String... options) throws IOException {
    Path target = Files.createTempDirectory(folder, "got");
    List<String> arguments = new ArrayList<>(List.of("get"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of(PLACE + ":" + path, target.toString()));
    return new Got(run(arguments.toArray(String[]::new)), target);
  }

  /** What a listing shows. */
  List<String> listing(String path) throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode item : json(done("--json", "ls", PLACE + ":" + path))) {
      names.add(item.get("name").textValue());
    }
    return names;
  }

  static JsonNode json(Run.Outcome outcome) throws IOException {
    return Founder.json(outcome);
  }

  /**
   * What a {@code get} did.
   *
   * @param outcome what was printed
   * @param target the folder that was empty before
   */
  record Got(Run.Outcome outcome, Path target) {
    /** What may follow where the network and not the file was to blame. */
    static final Pattern KEPT =
        Pattern.compile("dubbelslot: Not finished: 1\\. To go on: dubbelslot transfers resume");

    /** Refused in one sentence; nothing was opened. */
    void refused(String code, int exit) throws IOException {
      assertThat(outcome.err()).startsWith("dubbelslot: " + code + ": ");
      assertThat(outcome.err().lines().filter(line -> !KEPT.matcher(line).matches())).hasSize(1);
      assertThat(outcome.exit()).isEqualTo(exit);
      assertThat(files()).isEmpty();
      assertThat(controlCharacters(outcome.err() + outcome.out())).isEmpty();
    }

    /** Everything below the target, by path. */
    List<String> files() throws IOException {
      try (Stream<Path> all = Files.walk(target)) {
        return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
            .map(path -> target.relativize(path).toString())
            .sorted()
            .toList();
      }
    }
  }

  /** What could steer a terminal or turn the reading direction. */
  static List<String> controlCharacters(String printed) {
    return printed
        .codePoints()
        .filter(
            c ->
                Character.isISOControl(c) && c != '\n'
                    || c == 0x61c
                    || c == 0x200e
                    || c == 0x200f
                    || c >= 0x2028 && c <= 0x202e
                    || c >= 0x2066 && c <= 0x2069)
        .mapToObj(Character::getName)
        .toList();
  }
}
