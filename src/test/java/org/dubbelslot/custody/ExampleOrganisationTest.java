package org.dubbelslot.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.floe.FloeWorkers;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.Member;
import org.dubbelslot.policy.Policy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example organisation")
class ExampleOrganisationTest {
  private static final ExampleOrganisation.Plan PLAN = ExampleOrganisation.Plan.standard();

  @TempDir Path temporary;
  private final FloeWorkers workers = FloeWorkers.pool(1);
  private final Tools tools = TestTools.at(TestTools.NOW, workers);

  @AfterEach
  void closeWorkers() {
    workers.close();
  }

  @Test
  @DisplayName("is complete, marked, and every device in it is a usable home")
  void complete() throws Exception {
    Path folder = temporary.resolve("made");
    ExampleOrganisation.Made made = ExampleOrganisation.make(PLAN, folder, tools);

    assertThat(made.directory().organisation().example()).isTrue();
    assertThat(made.directory().organisation().expires()).isEqualTo("2126-01-01T00:00:00Z");
    assertThatThrownBy(made.directory()::requireNotExample)
        .isInstanceOf(DirectoryException.ExampleRefused.class);
    assertThat(made.directory().members())
        .hasSize(3)
        .allMatch(member -> member.state() == Member.State.ACTIVE);

    Path moved = temporary.resolve("moved");
    Files.move(folder, moved);
    for (ExampleOrganisation.Person person : PLAN.people()) {
      Path home = moved.resolve(folder.relativize(made.homes().get(person.name())));
      assertThat(home.resolve("device.key")).exists();
      assertThat(home.resolve("grants")).doesNotExist();
      try (Membership membership = Membership.open(home, tools, Overrides.none())) {
        assertThat(membership.missingGrants()).isEmpty();
        assertThat(membership.teams()).hasSameSizeAs(person.teams());
        for (String name : person.teams()) {
          Kid team = membership.team(name);
          assertThat(team).isEqualTo(made.teams().get(name));
          membership.sealing(team, Policy.defaults()).close();
          membership.nameKeys(team).values().forEach(SecretBytes::close);
        }
        assertThat(membership.names().members()).containsValue(person.name());
      }
    }
  }

  @Test
  @DisplayName("has every key in the clear too, and its custodian can go on working")
  void plainKeysAndCustodian() throws Exception {
    ExampleOrganisation.Made made = ExampleOrganisation.make(PLAN, temporary, tools);
    Path plain = temporary.resolve("private/plain");
    try (var files = Files.list(plain)) {
      for (Path file : files.toList()) {
        try (SecretBytes json = SecretBytes.wrap(Files.readAllBytes(file));
            Grant grant = Grant.decode(json)) {
          assertThat(file).hasFileName(grant.kid() + ".json");
        }
      }
    }
    assertThat(plain.toFile().list()).hasSize(3);
    Tools custodian =
        new Tools(
            () -> SecretBytes.wrap(PLAN.passphrase().getBytes(StandardCharsets.UTF_8)),
            tools.egress(),
            workers,
            tools.clock(),
            tools.scryptWorkFactor());
    try (CustodianDesk desk = CustodianDesk.open(made.custodianHome(), custodian)) {
      assertThat(desk.status().notices()).contains(Notice.EXAMPLE, Notice.NO_RECOVERY);
      assertThat(desk.status().devices()).isEqualTo(new CustodyStatus.Devices(3, 0));
      assertThat(desk.names().members()).containsValues("Jan Verzonnen", "Fatima Bijvoorbeeld");
    }
  }
}
