package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dubbelslot.cli.Run.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An invented organisation lives its life by commands alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrganisationCommandsTest {
  @TempDir static Path folder;

  private Founder founder;
  private Path anna;
  private Path bram;
  private Path request;

  @BeforeAll
  void found() throws IOException {
    founder = Founder.in(folder);
    anna = founder.home();
    bram = folder.resolve("bram");
    request = folder.resolve("bram.request");
    Outcome outcome = founder.founding();

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("Voorbeeld BV is founded.")
        .contains("No recovery yet")
        .contains("One custodian decides alone")
        .contains("holds both keys")
        .contains("key folder");
  }

  @Test
  @Order(1)
  void statusSaysNoRecoveryYet() throws IOException {
    JsonNode status = json(at(anna, "custody", "status", "--json"));

    assertThat(status.get("name").textValue()).isEqualTo("Voorbeeld BV");
    assertThat(status.get("revision").intValue()).isEqualTo(1);
    assertThat(words(status.get("notices"))).contains("no-recovery", "example", "key-folder");
    assertThat(at(anna, "custody", "status").out()).contains("No recovery yet");
  }

  @Test
  @Order(2)
  void aNewcomerAsksAndShowsTheCode() throws IOException {
    Outcome asked =
        at(
            bram,
            "enrol",
            "request",
            "--directory",
            founder.directory().toString(),
            "--name",
            "Bram Bakker",
            "-o",
            request.toString());

    assertThat(asked.exit()).isZero();
    assertThat(asked.out())
        .containsPattern("Comparison code: [0-9a-z]{4}(-[0-9a-z]{4}){3}")
        .contains("Teams alone proves nothing")
        .contains("Nobody has told this computer which organisation to trust");
    assertThat(json(at(bram, "enrol", "status", "--json")).get("progress").textValue())
        .isEqualTo("waiting-for-custodian");
  }

  @Test
  @Order(3)
  void nobodyIsAdmittedWithoutConsent() {
    Outcome unasked = at(anna, "custody", "member", "approve", request.toString());
    assertThat(unasked.err()).startsWith("dubbelslot: DS-009:");
    assertThat(unasked.exit()).isEqualTo(2);

    Outcome refused =
        new Run(anna).answers("n").run(with("custody", "member", "approve", request.toString()));
    assertThat(refused.questions().getLast()).contains("Did Bram Bakker read exactly this code?");
    assertThat(refused.out()).doesNotContain("is admitted");
  }

  @Test
  @Order(4)
  void theCustodianAdmitsAndTheNewcomerPicksUpTheKeys() throws IOException {
    Outcome approved =
        new Run(anna)
            .answers("y")
            .run(with("custody", "member", "approve", request.toString(), "--team", "Directie"));

    assertThat(approved.out())
        .contains("Bram Bakker is admitted")
        .contains("Published as revision");
    assertThat(json(at(bram, "enrol", "status", "--json")).get("progress").textValue())
        .isEqualTo("ready");
    JsonNode teams = json(at(bram, "team", "status", "--json"));
    assertThat(teams).hasSize(1);
    assertThat(teams.get(0).get("name").textValue()).isEqualTo("Directie");
    assertThat(teams.get(0).get("steward").booleanValue()).isFalse();
    assertThat(json(at(anna, "custody", "member", "list", "--json"))).hasSize(2);
  }

  @Test
  @Order(5)
  void theSameDeviceIsAdmittedOnce() {
    Outcome again = at(anna, "--yes", "custody", "member", "approve", request.toString());

    assertThat(again.err()).startsWith("dubbelslot: DS-224:");
    assertThat(again.exit()).isEqualTo(1);
  }

  @Test
  @Order(6)
  void teamsAreMadeAndTheirKeysRotated() throws IOException {
    assertThat(at(anna, "custody", "team", "add", "Zorg").exit()).isZero();
    assertThat(at(anna, "custody", "member", "join", "Bram Bakker", "Zorg", "--steward").exit())
        .isZero();
    String before = keyOfZorg();
    Path proposal = folder.resolve("proposal");

    assertThat(at(bram, "--yes", "team", "rotate", "Zorg", "-o", proposal.toString()).exit())
        .isZero();
    assertThat(keyOfZorg()).isEqualTo(before);
    assertThat(at(anna, "--yes", "custody", "team", "accept", proposal.toString()).exit()).isZero();
    assertThat(keyOfZorg()).isNotEqualTo(before);
  }

  private String keyOfZorg() throws IOException {
    for (JsonNode team : json(at(anna, "custody", "team", "list", "--json"))) {
      if (team.path("name").asText().equals("Zorg")) {
        return team.get("key").textValue();
      }
    }
    throw new AssertionError("no team Zorg");
  }

  @Test
  @Order(7)
  void theOrganisationsKeyIsRotatedAfterConsent() throws IOException {
    assertThat(at(anna, "custody", "rotate").exit()).isEqualTo(2);
    assertThat(at(anna, "--yes", "custody", "rotate").exit()).isZero();

    JsonNode keys = json(at(anna, "custody", "status", "--json")).get("organisationKeys");
    List<String> states = new ArrayList<>();
    keys.forEach(key -> states.add(key.get("state").textValue()));
    assertThat(states).containsExactlyInAnyOrder("active", "deactivated");
  }

  @Test
  @Order(8)
  void whoIsSuspendedIsStoppedAndWhoIsResumedGoesOn() {
    assertThat(at(anna, "--yes", "custody", "member", "suspend", "Bram Bakker").exit()).isZero();
    assertThat(at(bram, "enrol", "status").exit()).isEqualTo(3);
    assertThat(at(anna, "--yes", "custody", "member", "resume", "Bram Bakker").exit()).isZero();
    assertThat(at(bram, "enrol", "status").out()).startsWith("Done:");
  }

  @Test
  @Order(9)
  void onlyACustodianDoesACustodiansWork() {
    assertThat(at(bram, "custody", "status").err()).startsWith("dubbelslot: DS-247:");
    assertThat(at(folder.resolve("nobody"), "custody", "status").err())
        .startsWith("dubbelslot: DS-230:");
  }

  @Test
  @Order(10)
  void aWrongPassphraseIsToldAsSuch() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong"), "not these words\n", UTF_8);
    Outcome outcome = new Run(anna).run("custody", "status", "--passphrase-file", wrong.toString());

    assertThat(outcome.err()).startsWith("dubbelslot: DS-203:");
    assertThat(outcome.exit()).isEqualTo(3);
  }

  @Test
  @Order(11)
  void aForeignFileIsNoRequest() {
    Outcome outcome =
        at(anna, "--yes", "custody", "member", "approve", founder.passphrase().toString());

    assertThat(outcome.err()).contains("DS-221: ").contains("This file is not a request");
    assertThat(outcome.exit()).isEqualTo(5);
  }

  @Test
  @Order(12)
  void whoLeavesIsRemoved() throws IOException {
    assertThat(at(anna, "--yes", "custody", "member", "remove", "Bram Bakker").exit()).isZero();
    assertThat(json(at(anna, "custody", "member", "list", "--json"))).hasSize(1);
    assertThat(at(bram, "enrol", "status").exit()).isEqualTo(3);
  }

  @Test
  @Order(13)
  void aPolicyFileMayEndInALineBreakAndMustBeUtf8() throws IOException {
    Path policy = folder.resolve("policy.json");
    Files.writeString(policy, "{\"remark\":\"café\"}", ISO_8859_1);
    Outcome refused = at(anna, "custody", "policy", policy.toString());
    assertThat(refused.err()).contains("DS-442");
    assertThat(refused.exit()).isEqualTo(1);

    Files.writeString(policy, "\n{\"cacheMinutes\":5}\r\n", UTF_8);
    assertThat(at(anna, "custody", "policy", policy.toString()).out())
        .contains("Published as revision");
  }

  private Outcome at(Path home, String... arguments) {
    return new Run(home).run(with(arguments));
  }

  private String[] with(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--passphrase-file", founder.passphrase().toString()));
    return all.toArray(String[]::new);
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    assertThat(outcome.err()).isEmpty();
    return Founder.json(outcome);
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.textValue()));
    return words;
  }
}
