package org.dubbelslot.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Somebody of an organisation that is no example, with the packaged program, a tenant and a client
 * id; types the codes that the program asks for.
 */
final class Employee {
  private static final Path APP = Path.of(System.getProperty("app.dir", "target/app"));
  private static final Pattern ASKS = Pattern.compile("to sign in, open (\\S+) and type (\\S+)");

  private final Path folder;
  private final Path home;
  private final Map<String, String> environment = new HashMap<>();
  private final PersonAtBrowser person;
  private final List<String> said = new ArrayList<>();

  /**
   * What a command did.
   *
   * @param codes how often the person had to type one
   */
  record Done(int exit, String out, String err, int codes) {}

  Employee(Path folder, Microsoft microsoft, PersonAtBrowser person) throws IOException {
    this.folder = folder;
    this.home = folder.resolve("home");
    this.person = person;
    Path passphrase =
        Files.writeString(folder.resolve("passphrase"), "vier gewone woorden samen\n", UTF_8);
    environment.put("DUBBELSLOT_HOME", home.toString());
    environment.put("DUBBELSLOT_LANG", "en");
    environment.put("DUBBELSLOT_PASSPHRASE_FILE", passphrase.toString());
    environment.put("JDK_JAVA_OPTIONS", "-Djavax.net.ssl.trustStore=" + microsoft.trustStore());
  }

  /** Founds an organisation, whose only member this is. */
  void founds() throws Exception {
    assertDone(
        run(
            "custody",
            "init",
            "--organisation",
            "Voorbeeld BV",
            "--name",
            "Anna de Wit",
            "--directory",
            folder.resolve("directory").toString(),
            "--team",
            "Directie"));
    assertDone(run("enrol", "status"));
    worksIn("global");
  }

  /** The organisation decides, as custodian, in which of Microsoft's clouds its tenant is. */
  void worksIn(String cloud) throws Exception {
    Path policy = folder.resolve("policy.json");
    Files.writeString(
        policy,
        """
        {"tenant":"voorbeeld.example","clientId":"99999999-8888-7777-6666-555555555555",\
        "cloud":"%s"}\
        """
            .formatted(cloud));
    assertDone(run("custody", "policy", policy.toString()));
  }

  Path home() {
    return home;
  }

  /** Everything that the program has printed so far. */
  String everythingSaid() {
    return String.join("\n", said);
  }

  /** Without a screen, as on a server. */
  Done run(String... arguments) throws Exception {
    return run(Map.of(), arguments);
  }

  /** Where a browser can be seen. */
  Done atScreen(String... arguments) throws Exception {
    return run(Map.of("DISPLAY", ":0"), arguments);
  }

  private Done run(Map<String, String> more, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(APP.resolve("bin/dubbelslot").toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile());
    builder.environment().remove("DISPLAY");
    builder.environment().remove("WAYLAND_DISPLAY");
    builder.environment().remove("SSH_CONNECTION");
    builder.environment().putAll(environment);
    builder.environment().putAll(more);
    Process process = builder.start();
    process.getOutputStream().close();
    List<String> err = new ArrayList<>();
    int codes = 0;
    try (var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      String line;
      while ((line = lines.readLine()) != null) {
        err.add(line);
        Matcher asks = ASKS.matcher(line);
        if (asks.find()) {
          codes++;
          person.type(asks.group(2), asks.group(1), true);
        }
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s", command).isTrue();
    said.addAll(err);
    said.add(Files.readString(out, UTF_8));
    return new Done(
        process.exitValue(), Files.readString(out, UTF_8), String.join("\n", err), codes);
  }

  static void assertDone(Done done) {
    assertThat(done.exit()).as("%s", done).isZero();
  }
}
