package org.dubbelslot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.cli.Run.Outcome;
import org.dubbelslot.sandbox.Sandbox;

/**
 * Anna de Wit, who has just founded Voorbeeld BV, an invented organisation with the team Directie
 * and no other member.
 */
public final class Founder {
  private final Path folder;
  private final Path passphrase;
  private final Outcome founding;

  private Founder(Path folder) throws IOException {
    this.folder = folder;
    this.passphrase = Files.writeString(folder.resolve("passphrase"), "four plain words\n");
    this.founding =
        asCustodian()
            .run(
                "custody",
                "init",
                "--example",
                "--organisation",
                "Voorbeeld BV",
                "--name",
                "Anna de Wit",
                "--directory",
                directory().toString(),
                "--team",
                "Directie");
    assertThat(founding.exit()).as(founding.err()).isZero();
  }

  /** Founds it; home, directory and passphrase come to stand in {@code folder}. */
  public static Founder in(Path folder) throws IOException {
    return new Founder(folder);
  }

  /** What founding printed. */
  Outcome founding() {
    return founding;
  }

  /** The founder's own folder. */
  public Path home() {
    return folder.resolve("anna");
  }

  /** The key directory. */
  public Path directory() {
    return folder.resolve("directory");
  }

  /** The file of the custodian's passphrase. */
  Path passphrase() {
    return passphrase;
  }

  /** A command that will need no passphrase. */
  Run asMember() {
    return new Run(home());
  }

  /** A command that finds the custodian's passphrase. */
  Run asCustodian() {
    return asMember().environment("DUBBELSLOT_PASSPHRASE_FILE", passphrase.toString());
  }

  /** Runs a command that needs no passphrase, whatever becomes of it. */
  public Outcome run(String... arguments) {
    return asMember().run(arguments);
  }

  /** Runs a command that needs no passphrase and succeeds. */
  public Outcome done(String... arguments) {
    return succeeded(run(arguments));
  }

  /** Runs a custodian's command, which succeeds. */
  Outcome decides(String... arguments) {
    return succeeded(asCustodian().run(arguments));
  }

  /** Runs a command that succeeds and answers in JSON. */
  JsonNode json(String... arguments) throws IOException {
    return json(done(arguments));
  }

  /** What was printed, which is JSON. */
  public static JsonNode json(Outcome outcome) throws IOException {
    return JsonMapper.builder().build().readTree(outcome.out());
  }

  /** Adds a place that is a folder of this computer. */
  public Outcome addPlace(String name, Path drive) {
    return done("--json", "place", "add", name, "--folder", drive.toString());
  }

  /** Adds a place on the founder's drive in the sandbox. */
  void addPlace(String name, Sandbox sandbox) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), sandbox.token());
    done(
        "place",
        "add",
        name,
        "--drive",
        "me",
        "--graph",
        sandbox.graph().toString(),
        "--token-file",
        token.toString());
  }

  private static Outcome succeeded(Outcome outcome) {
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    return outcome;
  }
}
