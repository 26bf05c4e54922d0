package org.dubbelslot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java file under {@code src} is as google-java-format writes it. With {@code
 * -Dformat.write=true} the files are rewritten instead.
 */
class FormattingTest {
  private static final Path ROOT = Path.of(System.getProperty("project.basedir", "."));

  @Test
  void everySourceFileIsFormatted() throws IOException {
    List<String> unformatted;
    try (Stream<Path> files = Files.walk(ROOT.resolve("src"))) {
      unformatted =
          files.filter(file -> file.toString().endsWith(".java")).sorted().toList().parallelStream()
              .filter(FormattingTest::differs)
              .map(file -> ROOT.relativize(file).toString())
              .toList();
    }
    if (!Boolean.getBoolean("format.write")) {
      assertThat(unformatted)
          .as("run: mvn -q test -Dtest=FormattingTest -Dformat.write=true")
          .isEmpty();
    }
  }

  private static boolean differs(Path file) {
    try {
      String source = Files.readString(file, UTF_8);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      boolean differs = !formatted.equals(source);
      if (differs && Boolean.getBoolean("format.write")) {
        Files.writeString(file, formatted, UTF_8);
      }
      return differs;
    } catch (FormatterException | IOException e) {
      throw new AssertionError(ROOT.relativize(file) + " could not be formatted", e);
    }
  }
}
