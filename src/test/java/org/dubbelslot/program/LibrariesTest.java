package org.dubbelslot.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dubbelslot.desktop.Desktop;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The licences that the window shows")
class LibrariesTest {
  private static final Path LIBRARIES = Path.of(System.getProperty("app.dir"), "lib");

  /** What a library delivers for one operating system apart. */
  private static final Pattern PLATFORM =
      Pattern.compile("-(?:linux|linux-aarch64|win|mac|mac-aarch64)\\.jar$");

  @Test
  @DisplayName("are those of exactly the libraries that lie beside the program")
  void areOfWhatIsDelivered() throws IOException {
    try (Stream<Path> files = Files.list(LIBRARIES)) {
      Set<String> delivered =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".jar") && !name.equals("dubbelslot.jar"))
              .map(name -> PLATFORM.matcher(name).replaceFirst(".jar"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(delivered).isEqualTo(listed());
    }
  }

  private static Set<String> listed() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Desktop.class.getResourceAsStream("settings/libraries.csv"), UTF_8))) {
      return in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(",", -1))
          .map(parts -> parts[1] + "-" + parts[2] + ".jar")
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
