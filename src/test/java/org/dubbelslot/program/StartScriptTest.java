package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program starts from wherever it lies, with or without its cache. */
class StartScriptTest {
  private static final Path APP = Path.of(System.getProperty("app.dir", "target/app"));
  private static final String LOCAL_CACHE = "lib/dubbelslot-local.aot";
  private static final String VERSION_LINE = "dubbelslot \\d+\\.\\d+\\.\\d+\\S*\n";

  @TempDir Path folder;

  @Test
  void theBuildMadeACacheForAllAndASmallerOneForLocalCommands() throws IOException {
    Path all = APP.resolve("lib/dubbelslot.aot");
    Path local = APP.resolve(LOCAL_CACHE);
    assertThat(Files.size(local)).isPositive().isLessThan(Files.size(all));
  }

  @Test
  void theCacheForAllHoldsTheWindowToo() throws Exception {
    Path log = folder.resolve("classes.txt");
    Path jdk = jdkThatAlso("-Xlog:class+load:file='" + log + "'");
    run(APP.resolve("bin/dubbelslot"), Map.of("JAVA_HOME", jdk.toString()), "place", "list");

    List<String> cached =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("source: shared objects file"))
            .toList();
    for (String name :
        List.of(
            "org.dubbelslot.transfer.SealedTree",
            "org.dubbelslot.desktop.MainWindow",
            "org.dubbelslot.desktop.folder.FolderTable",
            "org.dubbelslot.desktop.drop.DropSheet",
            "org.dubbelslot.desktop.settings.SettingsScreen",
            "javafx.scene.control.skin.TableViewSkin",
            "com.sun.glass.ui.Screen")) {
      assertThat(cached).as(name).anyMatch(line -> line.contains(" " + name + " "));
    }
  }

  /** This JDK, started with one more option. */
  private Path jdkThatAlso(String option) throws IOException {
    Path real = Path.of(System.getProperty("java.home"));
    Path jdk = folder.resolve("jdk");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.copy(real.resolve("release"), jdk.resolve("release"));
    // Behind the start script's own options, the last of which is the class path.
    Files.writeString(
        java,
        """
        #!/bin/sh
        for option; do
          shift
          [ "$option" != -cp ] || set -- "$@" %s
          set -- "$@" "$option"
        done
        exec '%s' "$@"
        """
            .formatted(option, real.resolve("bin/java")));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return jdk;
  }

  @Test
  void printsItsVersionAndNothingElse() throws Exception {
    assertSaysVersion(run(APP.resolve("bin/dubbelslot"), Map.of(), "--version"));
  }

  @Test
  void startsThroughASymbolicLinkFromAFolderWithSpaces() throws Exception {
    Path app = copyOfApp("a folder with spaces");
    Path relative = Files.createDirectories(folder.resolve("links"));
    Path link = relative.resolve("dubbelslot");
    Files.createSymbolicLink(link, relative.relativize(app.resolve("bin/dubbelslot")));

    assertSaysVersion(run(link, Map.of(), "--version"));
  }

  @Nested
  class WhenTheCacheIsOfNoUse {
    @Test
    void aMissingOneIsPassedOverInSilence() throws Exception {
      Path app = copyOfApp("missing");

      assertSaysVersion(run(app.resolve("bin/dubbelslot"), Map.of(), "--version"));
    }

    @Test
    void aDamagedOneIsPassedOverInSilence() throws Exception {
      Path app = copyOfApp("damaged");
      Files.writeString(app.resolve(LOCAL_CACHE), "not a cache", UTF_8);

      assertSaysVersion(run(app.resolve("bin/dubbelslot"), Map.of(), "--version"));
    }

    @Test
    void oneForOtherJarsIsPassedOverInSilence() throws Exception {
      Path app = copyOfApp("stale");
      Files.copy(APP.resolve(LOCAL_CACHE), app.resolve(LOCAL_CACHE));

      assertSaysVersion(run(app.resolve("bin/dubbelslot"), Map.of(), "--version"));
    }
  }

  @Nested
  class WithoutASuitableJdk {
    @Test
    void saysSoInOneSentence() throws Exception {
      Outcome outcome = run(scriptThatNeedsTooMuch(), Map.of("DUBBELSLOT_LANG", "en"), "--version");

      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .isEqualTo(
              "dubbelslot: Java 999 or newer was not found."
                  + " Install a JDK 999, or point JAVA_HOME to one.\n");
    }

    @Test
    void saysItInDutchToTheDutch() throws Exception {
      Map<String, String> dutch = Map.of("LC_ALL", "nl_NL.UTF-8", "DUBBELSLOT_LANG", "");
      Outcome outcome = run(scriptThatNeedsTooMuch(), dutch, "--version");

      assertThat(outcome.exit()).isEqualTo(1);
      assertThat(outcome.err()).startsWith("dubbelslot: Java 999 of nieuwer is niet gevonden.");
    }

    private Path scriptThatNeedsTooMuch() throws IOException {
      Path script = copyOfApp("too new").resolve("bin/dubbelslot");
      String text = Files.readString(script, UTF_8);
      Files.writeString(script, text.replace("needed=25", "needed=999"), UTF_8);
      return script;
    }
  }

  /** The script and the program's own jar: enough to tell the version, and no cache fits it. */
  private Path copyOfApp(String name) throws IOException {
    Path app = folder.resolve(name);
    Path script = Files.createDirectories(app.resolve("bin")).resolve("dubbelslot");
    Files.copy(APP.resolve("bin/dubbelslot"), script);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path lib = Files.createDirectories(app.resolve("lib"));
    Files.copy(APP.resolve("lib/dubbelslot.jar"), lib.resolve("dubbelslot.jar"));
    return app;
  }

  private static void assertSaysVersion(Outcome outcome) {
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).matches(VERSION_LINE);
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void aDisplayThatIsNotThereLeavesTheCommandLine() throws Exception {
    Outcome outcome =
        run(APP.resolve("bin/dubbelslot"), Map.of("DISPLAY", ":9999", "DUBBELSLOT_LANG", "en"));

    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("dubbelslot: DS-005: ").hasLineCount(1);
  }

  private Outcome run(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    int exit = builder.start().waitFor();
    return new Outcome(exit, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private record Outcome(int exit, String out, String err) {}
}
