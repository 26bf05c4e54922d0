package org.dubbelslot.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.dubbelslot.cli.Run.Outcome;
import org.dubbelslot.sandbox.Sandbox;
import org.dubbelslot.sandbox.SandboxOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Doctor tells what is wrong, and what to do about it, before a command runs into it. */
class DoctorTest {
  @TempDir Path folder;

  @Test
  void aNewcomerIsToldToEnrol() {
    Outcome outcome = new Run(folder.resolve("home")).run("doctor");

    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .contains("ok         Program: Dubbelslot")
        .contains("attention  Organisation: This device has joined none yet. Ask to be admitted")
        .doesNotContain("Key directory:");
  }

  @Test
  void everythingIsInOrderAfterFounding() throws IOException {
    Founder anna = founded();

    JsonNode findings = anna.json("doctor", "--json");

    assertThat(findings).hasSize(11);
    for (JsonNode finding : findings) {
      assertThat(finding.get("state").textValue()).as(finding.toString()).isEqualTo("ok");
      assertThat(finding.get("remedy").isNull()).isTrue();
    }
  }

  @Test
  void inDutchToo() throws IOException {
    assertThat(founded().run("doctor", "--lang", "nl").out())
        .contains("in orde  Sleutelgids: Voorbeeld BV, revisie 1, geldig tot ");
  }

  @Test
  void aClockADayBehindFails() throws IOException {
    Founder anna = founded();
    Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));

    Outcome outcome = anna.asMember().clock(behind).run("doctor", "--json");

    assertThat(finding(outcome, "clock").get("code").textValue()).isEqualTo("DS-513");
    assertThat(outcome.err()).startsWith("dubbelslot: DS-513: ").hasLineCount(1);
    assertThat(outcome.exit()).isEqualTo(1);
  }

  @Test
  void anExpiredDirectoryFails() throws IOException {
    Founder anna = founded();
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(4000));

    Outcome outcome = anna.asMember().clock(later).run("doctor", "--json");

    assertThat(finding(outcome, "directory").get("code").textValue()).isEqualTo("DS-507");
    assertThat(outcome.exit()).isEqualTo(3);
  }

  @Test
  void aDirectoryThatIsGoneIsSurvivedByTheCopy() throws IOException {
    Founder anna = founded();
    Files.move(folder.resolve("directory"), folder.resolve("elsewhere"));

    Outcome outcome = anna.run("doctor", "--json");

    JsonNode directory = finding(outcome, "directory");
    assertThat(directory.get("state").textValue()).isEqualTo("attention");
    assertThat(directory.get("finding").textValue()).startsWith("Revision 1 from before is used.");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void keysThatOthersCanReadNeedAttention() throws IOException {
    Founder anna = founded();
    Files.setPosixFilePermissions(
        anna.home().resolve("device.key"), PosixFilePermissions.fromString("rw-r--r--"));

    JsonNode finding = finding(anna.run("doctor", "--json"), "home");

    assertThat(finding.get("state").textValue()).isEqualTo("attention");
    assertThat(finding.get("remedy").textValue()).startsWith("Run chmod ");
  }

  @Test
  void aPlaceThatIsGoneFailsAndTheOthersAreStillLookedAt() throws IOException {
    Founder anna = founded();
    Files.createDirectories(folder.resolve("archive"));
    Path gone = Files.createDirectories(folder.resolve("gone"));
    for (String name : new String[] {"archive", "gone"}) {
      anna.addPlace(name, folder.resolve(name));
    }
    Files.delete(gone);

    Outcome outcome = anna.run("doctor");

    assertThat(outcome.out())
        .contains("ok         Place: archive answers.")
        .contains("failing    Place: gone: ");
    assertThat(outcome.err()).startsWith("dubbelslot: DS-3").hasLineCount(1);
    assertThat(outcome.exit()).isEqualTo(4);
  }

  @Test
  void damageOfTheHomeIsFoundAndNothingElseKeptFromBeingChecked() throws IOException {
    Founder anna = founded();
    Files.writeString(anna.home().resolve("organisation.json"), "{", UTF_8);

    Outcome outcome = anna.run("doctor", "--json");

    assertThat(finding(outcome, "organisation").get("code").textValue()).isEqualTo("DS-204");
    assertThat(finding(outcome, "policy").get("state").textValue()).isEqualTo("ok");
    assertThat(outcome.exit()).isEqualTo(5);
  }

  @Nested
  class WithAPlaceOnADrive {
    private Sandbox sandbox;
    private Founder anna;

    @BeforeEach
    void place() throws Exception {
      anna = founded();
      sandbox = Sandbox.start(SandboxOptions.at(folder.resolve("sandbox")).withLog(line -> {}));
      anna.addPlace("own", sandbox);
    }

    @AfterEach
    void stop() throws IOException {
      sandbox.close();
    }

    @Test
    void theDriveAnswersAndItsClockAgrees() throws IOException {
      Outcome outcome = anna.run("doctor", "--json");

      assertThat(finding(outcome, "drive").get("state").textValue()).isEqualTo("ok");
      assertThat(finding(outcome, "place").get("state").textValue()).isEqualTo("ok");
      assertThat(outcome.exit()).isZero();
    }

    @Test
    void aClockThatTheDriveDisagreesWithNeedsAttention() throws IOException {
      Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(30));
      Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-7));

      Outcome outcome = anna.asMember().clock(ahead).run("doctor", "--json");

      JsonNode drive = finding(outcome, "drive");
      assertThat(drive.get("state").textValue()).isEqualTo("attention");
      assertThat(drive.get("finding").textValue()).contains("minutes ahead of it");
      assertThat(drive.get("remedy").textValue()).startsWith("Set the clock");
      assertThat(outcome.exit()).isZero();
      assertThat(anna.asMember().clock(behind).run("doctor", "--lang", "nl").out())
          .contains("de klok van deze computer loopt")
          .contains("minuten achter. Zet de klok gelijk");
    }

    @Test
    void aTransferThatWasInterruptedNeedsAttention() throws Exception {
      assertThat(finding(anna.run("doctor", "--json"), "transfers").get("state"))
          .isEqualTo(TextNode.valueOf("ok"));
      Path file = Files.writeString(folder.resolve("verslag.txt"), "een verslag", UTF_8);
      assertThat(anna.run("ls", "own:/").exit()).isZero();
      driveIsFull();
      assertThat(anna.run("put", file.toString(), "own:/").exit()).isEqualTo(4);

      Outcome outcome = anna.run("doctor", "--json");

      JsonNode transfers = finding(outcome, "transfers");
      assertThat(transfers.get("state").textValue()).isEqualTo("attention");
      assertThat(transfers.get("finding").textValue())
          .isEqualTo("One was interrupted and can be gone on with.");
      assertThat(transfers.get("remedy").textValue())
          .isEqualTo("Go on: dubbelslot transfers resume.");
    }

    private void driveIsFull() throws Exception {
      try (HttpClient http = HttpClient.newHttpClient()) {
        HttpRequest faults =
            HttpRequest.newBuilder(URI.create(sandbox.control() + "/faults"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "[{\"method\":\"PUT\",\"path\":\"content\",\"times\":-1,\"status\":507},"
                            + "{\"path\":\"createUploadSession\",\"times\":-1,\"status\":507}]"))
                .build();
        assertThat(http.send(faults, HttpResponse.BodyHandlers.discarding()).statusCode())
            .isEqualTo(204);
      }
    }

    @Test
    void aDriveThatDoesNotAnswerFails() throws IOException {
      sandbox.close();

      Outcome outcome = anna.run("doctor", "--json");

      assertThat(finding(outcome, "drive").get("code").textValue()).isEqualTo("DS-312");
      assertThat(outcome.exit()).isEqualTo(4);
    }
  }

  @Nested
  class WithAPlaceAtMicrosoft {
    private Founder anna;

    @BeforeEach
    void place() throws IOException {
      anna = founded();
      Files.writeString(
          anna.home().resolve("places.json"),
          """
          {"places":[{"name":"own","team":"%s","drive":"me"}]}\
          """
              .formatted(team()),
          UTF_8);
    }

    private String team() throws IOException {
      return anna.json("team", "status", "--json").get(0).get("team").textValue();
    }

    @Test
    void aPolicyThatDoesNotSayWhereToSignInFails() throws IOException {
      Outcome outcome = anna.run("doctor", "--json");

      assertThat(finding(outcome, "sign-in").get("code").textValue()).isEqualTo("DS-373");
      assertThat(outcome.exit()).isEqualTo(4);
    }
  }

  private Founder founded() throws IOException {
    Founder founder = Founder.in(folder);
    founder.done("enrol", "status");
    return founder;
  }

  private static JsonNode finding(Outcome outcome, String check) throws IOException {
    return StreamSupport.stream(Founder.json(outcome).spliterator(), false)
        .filter(finding -> finding.get("check").textValue().equals(check))
        .findFirst()
        .orElseThrow();
  }
}
