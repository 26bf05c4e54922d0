package org.dubbelslot.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The guides for employees")
class GuidesTest {
  private static final Path ROOT = Path.of(System.getProperty("project.basedir", "."));
  private static final Pattern LABEL = Pattern.compile("\\*\\*(.+?)\\*\\*", Pattern.DOTALL);
  private static final Pattern TARGET = Pattern.compile("]\\(([^)#:]+)[)#]");
  private static final Pattern CODE = Pattern.compile("DS-\\d{3}");

  @ParameterizedTest
  @CsvSource({"EN, docs/employee.md", "NL, docs/nl/medewerker.md"})
  @DisplayName("name every button and entry as the window does, and show what is there")
  void labels(Language language, String file) throws Exception {
    Path guide = ROOT.resolve(file);
    String text = Files.readString(guide);
    ResourceBundle bundle = Words.in(language).bundle();
    Set<String> said =
        bundle.keySet().stream()
            .filter(key -> key.startsWith("desktop."))
            .map(bundle::getString)
            .collect(Collectors.toSet());

    List<String> labels =
        LABEL.matcher(text).results().map(found -> found.group(1).replaceAll("\\s+", " ")).toList();
    assertThat(labels).hasSizeGreaterThan(30);
    assertThat(said).containsAll(labels);

    for (String target :
        TARGET.matcher(text).results().map(found -> found.group(1)).distinct().toList()) {
      assertThat(guide.resolveSibling(target)).exists();
    }
    assertThat(CODE.matcher(text).results().map(found -> found.group()).toList())
        .allMatch(code -> known(code));
  }

  private static boolean known(String code) {
    return List.of(FailureCode.values()).stream().anyMatch(one -> one.code().equals(code));
  }

  @ParameterizedTest
  @CsvSource({
    "docs/employee.md, 'No web version', 'telephone', 'guests', 'same time', 'Search in OneDrive'",
    "docs/nl/medewerker.md, 'Geen webversie', 'telefoon', 'gasten', 'tegelijk', 'Zoeken in"
        + " OneDrive'"
  })
  @DisplayName("say plainly what there is not")
  void limits(String file, String web, String phone, String guests, String together, String search)
      throws Exception {
    String text = Files.readString(ROOT.resolve(file));
    int from = Math.max(text.indexOf("## What there is not"), text.indexOf("## Wat er niet is"));
    assertThat(from).isPositive();
    assertThat(text.substring(from)).contains(web, phone, guests, together, search);
  }
}
