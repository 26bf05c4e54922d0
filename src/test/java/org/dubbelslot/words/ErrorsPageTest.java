package org.dubbelslot.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} is what the list says; {@code -Dwrite.docs=true} writes it anew. */
class ErrorsPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("project.basedir", ".")).resolve("docs/errors.md");

  @Test
  void thePageSaysWhatTheListSays() throws IOException {
    if (Boolean.getBoolean("write.docs")) {
      Files.writeString(PAGE, ErrorsPage.text(), UTF_8);
    }
    assertThat(PAGE)
        .as("run: mvn -q test -Dtest=ErrorsPageTest -Dwrite.docs=true")
        .content(UTF_8)
        .isEqualTo(ErrorsPage.text());
  }
}
