package org.dubbelslot.desktop.drop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A real drag between another program and the window")
@Timeout(240)
class RealDragTest {
  private static final int PATIENCE_SECONDS = 180;

  private @TempDir Path folder;

  /** What a screen without a monitor, another program and a hand on the mouse need. */
  @BeforeAll
  static void needsTools() throws Exception {
    for (String tool : List.of("Xvfb", "xdotool", "bash")) {
      assumeTrue(isInstalled(tool), tool + " is not installed");
    }
    Process gtk =
        new ProcessBuilder(python(), "-c", "import gi; gi.require_version('Gtk', '3.0')")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assumeTrue(gtk.waitFor() == 0, "GTK 3 for Python is not installed");
  }

  /** The operating system's own, which knows the operating system's GTK. */
  private static String python() {
    return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(each -> Files.isExecutable(Path.of(each, tool)));
  }

  private Path resource(String name) throws Exception {
    Path copy = folder.resolve(name);
    try (var in = RealDragTest.class.getResourceAsStream(name)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private Path drag(String direction, List<Path> files) throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "bash",
            resource("real-drag.sh").toString(),
            work.toString(),
            python(),
            resource("neighbour.py").toString(),
            direction));
    files.forEach(file -> command.add(file.toUri().toASCIIString()));
    command.addAll(
        List.of(
            "--",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Dprism.order=sw",
            "-Dfile.encoding=UTF-8",
            "-Dsun.jnu.encoding=UTF-8",
            "-cp",
            System.getProperty("java.class.path"),
            DragWindow.Start.class.getName(),
            Files.createDirectory(folder.resolve("world")).toString(),
            String.valueOf(files.size())));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("GDK_BACKEND");
    Path said = folder.resolve("said");
    Process process = builder.redirectOutput(said.toFile()).start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    assertThat(ended && process.exitValue() == 0)
        .as(
            "%s%n%s%n%s%n%s",
            Files.readString(said),
            Files.readString(work.resolve("window.out")),
            Files.readString(work.resolve("window.err")),
            Files.readString(work.resolve("neighbour.err")))
        .isTrue();
    return work;
  }

  @Test
  @DisplayName("brings files in, umlauts, spaces and a folder among them")
  void in() throws Exception {
    Path sources = Files.createDirectory(folder.resolve("Meine Übungen"));
    Path one = Files.writeString(sources.resolve("Übung 1 & 2.docx"), "één");
    Path two = Files.writeString(sources.resolve("gewoon.txt"), "twee");
    Path work = drag("in", List.of(one, two));
    assertThat(Files.readAllLines(work.resolve("window.out")))
        .contains("ARRIVED Übung 1 & 2.docx", "ARRIVED gewoon.txt");
  }

  @Test
  @DisplayName("takes a file out, opened, under its true name")
  void out() throws Exception {
    Path work = drag("out", List.of(folder));
    String got =
        Files.readAllLines(work.resolve("neighbour.out")).stream()
            .filter(line -> line.startsWith("GOT "))
            .findFirst()
            .orElseThrow();
    Path copy = Path.of(URI.create(got.substring("GOT ".length())));
    assertThat(copy.getFileName()).hasToString("Één verslag.txt");
    assertThat(copy).hasContent("van Marijke");
  }
}
