package org.dubbelslot.desktop.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.dubbelslot.desktop.inspect.Report.Fact;
import org.dubbelslot.desktop.inspect.Report.Verdict;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.words.Language;
import org.dubbelslot.words.Words;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What anyone can see")
class ReportWriterTest {
  private @TempDir Path folder;
  private Samples samples;

  @BeforeEach
  void seal() throws Exception {
    samples = new Samples(folder, OrganisationAlgorithm.HPKE_X_WING);
  }

  @Test
  @DisplayName("of a sealed file is which keys it needs")
  void keys() throws Exception {
    Report report = look(samples.sealed(), "nl");

    assertThat(report.verdict()).isEqualTo(Verdict.SEALED);
    assertThat(report.headline()).isEqualTo("Op dubbel slot");
    assertThat(report.code()).isEmpty();
    assertThat(fact(report, "Sleutel van de organisatie").code())
        .isEqualTo(samples.member.organisation().publicKey().kid().text());
    assertThat(fact(report, "Sleutel van de organisatie").text()).contains("X-Wing");
    assertThat(fact(report, "Sleutel van het team").code())
        .isEqualTo(samples.member.team().kid().text());
  }

  @Test
  @DisplayName("of a sealed file's size is the file's own, and a bound for what is inside")
  void sizes() throws Exception {
    Path file = samples.sealed();
    Report report = look(file, "nl");
    String exactly = String.format(Language.NL.locale(), "%,d bytes", Files.size(file));

    assertThat(fact(report, "Het bestand").text()).startsWith(exactly);
    // Padmé takes 48,213 bytes to the next multiple of 2,048.
    assertThat(fact(report, "Wat erin zit").text()).startsWith("Hoogstens 49.152 bytes (49 kB)");
    assertThat(spoken(report)).doesNotContain("48.213").doesNotContain("48213");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nl", "en"})
  @DisplayName("of a sealed file is never its name")
  void secretName(String language) throws Exception {
    Report report = look(samples.sealed(), language);

    assertThat(spoken(report)).doesNotContain("Jaarcijfers");
    assertThat(report.file()).isEqualTo("k7q2x.dslot");
  }

  @Test
  @DisplayName("in its first 64 bytes is explained part by part, none left out")
  void start() throws Exception {
    Path file = samples.sealed();
    byte[] first = Arrays.copyOf(Files.readAllBytes(file), Sight.START_BYTES);

    Report report = look(file, "en");

    assertThat(
            card(report, "The first 64 bytes").facts().stream()
                .map(Fact::code)
                .collect(Collectors.joining(" "))
                .replace('\n', ' '))
        .isEqualTo(HexFormat.ofDelimiter(" ").formatHex(first));
    assertThat(fact(report, "Signature (bytes 0 to 7)").code())
        .isEqualTo("89 44 53 4c 0d 0a 1a 0a");
    assertThat(fact(report, "Length of the locks (bytes 28 to 31)").text()).contains("4,096 bytes");
    assertThat(fact(report, "Length of the label (bytes 10 to 11)").text()).contains("1,024 bytes");
    assertThat(fact(report, "Start of the locks (bytes 32 to 63)").text())
        .isEqualTo("As letters: {\"locks\":[{\"org\":{\"kid\":\"" + kidStart(first));
  }

  @Test
  @DisplayName("of a file with two pairs of locks names each pair")
  void twoPairs() throws Exception {
    Report report = look(samples.sealedTwice(), "en");

    assertThat(card(report, "The two locks, pair 1 of 2 (either pair opens it)").facts())
        .hasSize(2);
    assertThat(
            card(report, "The two locks, pair 2 of 2 (either pair opens it)")
                .facts()
                .getFirst()
                .text())
        .startsWith("RSA");
  }

  @Test
  @DisplayName("of a file that is not sealed is everything")
  void readable() throws Exception {
    Report report = look(samples.readable(), "nl");

    assertThat(report.verdict()).isEqualTo(Verdict.READABLE);
    assertThat(report.explanation()).startsWith("Wie dit bestand in handen krijgt, kan het lezen");
    assertThat(fact(report, "Als letters").code()).startsWith("Naam;Adres;Bedrag.J. de Vries");
  }

  @Test
  @DisplayName("of an empty file is that it is empty")
  void empty() throws Exception {
    Report report = look(samples.write("leeg", new byte[0]), "en");

    assertThat(report.verdict()).isEqualTo(Verdict.READABLE);
    assertThat(fact(report, "The file").text()).isEqualTo("0 bytes");
  }

  @ParameterizedTest(name = "of a file that is {0} is one sentence and {1}")
  @CsvSource({
    "damaged, DS-103",
    "newer, DS-102",
    "cut short, DS-116",
    "a folder, DS-405",
    "gone, DS-401"
  })
  void unclear(String what, String code) throws Exception {
    Path file =
        switch (what) {
          case "damaged" -> samples.damaged();
          case "newer" -> samples.newer();
          case "cut short" -> samples.cutShort();
          case "a folder" -> folder;
          default -> folder.resolve("gone");
        };

    Report report = look(file, "en");

    assertThat(report.verdict()).isEqualTo(Verdict.UNCLEAR);
    assertThat(report.code()).contains(code);
    assertThat(report.headline()).containsPattern("\\.$");
    assertThat(report.explanation()).isNotEmpty();
  }

  @Test
  @DisplayName("never lets a name turn the sentence around")
  void bidirectionalName() {
    Report report =
        new ReportWriter(words("en")).write("fdp\u202Eexe.\n", new Sight.Readable(0, new byte[0]));

    assertThat(report.file()).isEqualTo("fdp\ufffdexe.\ufffd");
  }

  private static String kidStart(byte[] first) {
    String letters = HeadPart.letters(first);
    return letters.substring(letters.lastIndexOf('"') + 1);
  }

  private static Report look(Path file, String language) {
    return new ReportWriter(words(language)).write(file.getFileName().toString(), Sight.of(file));
  }

  private static Words words(String language) {
    return Words.in(Language.of(language).orElseThrow());
  }

  private static Report.Card card(Report report, String title) {
    return report.cards().stream()
        .filter(card -> card.title().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no card " + title + " in " + report.cards()));
  }

  private static Fact fact(Report report, String label) {
    return report.cards().stream()
        .flatMap(card -> card.facts().stream())
        .filter(fact -> fact.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no fact " + label + " in " + report.cards()));
  }

  private static String spoken(Report report) {
    return report.cards().stream()
        .flatMap(card -> card.facts().stream())
        .map(Fact::spoken)
        .collect(Collectors.joining("\n"));
  }
}
