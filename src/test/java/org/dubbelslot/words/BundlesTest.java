package org.dubbelslot.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dubbelslot.policy.Setting;
import org.dubbelslot.policy.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both languages say the same things, and nothing is said that nobody reads. */
class BundlesTest {
  private static final Path BASE = Path.of(System.getProperty("project.basedir", "."));
  private static final Path FILES = BASE.resolve("src/main/resources/org/dubbelslot/words");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+}");

  /** A sentence's key in the call that says it; keys that are put together are not seen. */
  private static final Pattern SAID =
      Pattern.compile(
          "\\.(?:say|notice|confirm|progress|existing|chosen|text)\\(\\s*\"([^\"]+)\"[,)]");

  @Test
  void bothLanguagesHaveTheSameSentences() throws IOException {
    assertThat(sentences(Language.NL).keySet()).isEqualTo(sentences(Language.EN).keySet());
  }

  @Test
  void bothLanguagesFillInTheSameThings() throws IOException {
    Map<String, String> english = sentences(Language.EN);
    sentences(Language.NL)
        .forEach(
            (key, text) ->
                assertThat(placeholders(text))
                    .as(key)
                    .isEqualTo(placeholders(english.getOrDefault(key, ""))));
  }

  @Test
  void noSentenceStandsTwice() throws IOException {
    for (Language language : Language.values()) {
      for (String topic : Words.TOPICS) {
        List<String> keys =
            Files.readAllLines(file(topic, language), UTF_8).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
        assertThat(keys).as("%s in %s", topic, language).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void everyFileIsRead() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Words.TOPICS.stream()
                  .flatMap(
                      topic ->
                          Arrays.stream(Language.values())
                              .map(language -> topic + "_" + language.tag() + ".properties"))
                  .toList());
    }
  }

  @Test
  void noSentenceIsUnused() throws IOException {
    Set<String> used = new HashSet<>();
    for (FailureCode code : FailureCode.values()) {
      used.addAll(List.of(code.sentenceKey(), code.remedyKey(), code.windowKey()));
    }
    Setting.ALL.forEach(setting -> used.add("setting." + setting.name()));
    Arrays.stream(Source.values()).forEach(source -> used.add("source." + source.text()));
    Set<String> unused = new TreeSet<>(sentences(Language.EN).keySet());
    unused.removeAll(used);
    // The help pages' own keys are held by HelpPagesTest: the parser looks them up by itself.
    unused.removeIf(key -> key.startsWith("dubbelslot.") || key.startsWith("usage."));
    String sources = allSources();
    unused.removeIf(key -> sources.contains('"' + key + '"'));
    unused.removeIf(key -> sources.contains("\"--" + key + '"'));
    unused.removeIf(
        key -> key.startsWith("column.") && sources.contains('"' + key.substring(7) + '"'));
    // Doctor says a finding's remedy together with the finding.
    unused.removeIf(
        key ->
            key.startsWith("doctor.")
                && key.endsWith(".remedy")
                && sources.contains('"' + key.replaceFirst("\\.remedy$", "") + '"'));
    unused.removeIf(key -> isBuilt(key, sources));

    assertThat(unused).isEmpty();
  }

  /** A key such as {@code state.active} is used where the source says {@code "state." + …}. */
  private static boolean isBuilt(String key, String sources) {
    int dot = key.lastIndexOf('.');
    return dot > 0 && sources.contains('"' + key.substring(0, dot + 1) + "\" +");
  }

  @ParameterizedTest
  @EnumSource(FailureCode.class)
  void everyFailureHasSentenceAndRemedy(FailureCode code) {
    for (Language language : Language.values()) {
      Words words = Words.in(language);
      for (String key : List.of(code.sentenceKey(), code.remedyKey())) {
        assertThat(words.text(key, "a", "b", "c", "d", "e"))
            .as("%s %s", language, key)
            .endsWith(".");
      }
    }
  }

  @Test
  void failureNumbersAreGivenOnce() {
    assertThat(Arrays.stream(FailureCode.values()).map(FailureCode::code)).doesNotHaveDuplicates();
  }

  @Test
  void everySentenceThatIsSaidExists() throws IOException {
    Set<String> said =
        SAID.matcher(sources("org/dubbelslot/cli"))
            .results()
            .map(one -> one.group(1))
            .collect(Collectors.toSet());

    assertThat(said).hasSizeGreaterThan(20).isSubsetOf(sentences(Language.EN).keySet());
  }

  @Test
  void everyFailureCanHappen() throws IOException {
    String sources = allSources();
    assertThat(FailureCode.values()).allMatch(code -> sources.contains("FailureCode." + code));
  }

  @Test
  void sentencesAreCalmAndUseTypographicApostrophes() throws IOException {
    for (Language language : Language.values()) {
      sentences(language)
          .forEach((key, text) -> assertThat(text).as(key).doesNotContain("!").doesNotContain("'"));
    }
  }

  @Test
  void everySentenceIsAPattern() throws IOException {
    for (Language language : Language.values()) {
      Words words = Words.in(language);
      for (String key : sentences(language).keySet()) {
        assertThat(words.text(key, 1, 2, 3, 4, 5, 6)).as(key).doesNotContainPattern("\\{\\d");
      }
    }
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  private static Map<String, String> sentences(Language language) throws IOException {
    Map<String, String> sentences = new TreeMap<>();
    for (String topic : Words.TOPICS) {
      Properties properties = new Properties();
      try (var reader = Files.newBufferedReader(file(topic, language), UTF_8)) {
        properties.load(reader);
      }
      properties
          .stringPropertyNames()
          .forEach(key -> sentences.put(key, properties.getProperty(key)));
    }
    return sentences;
  }

  private static Path file(String topic, Language language) {
    return FILES.resolve(topic + "_" + language.tag() + ".properties");
  }

  private static String allSources() throws IOException {
    return sources("org/dubbelslot");
  }

  private static String sources(String folder) throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(BASE.resolve("src/main/java").resolve(folder))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        sources.add(Files.readString(file, UTF_8));
      }
    }
    return String.join("\n", sources);
  }
}
