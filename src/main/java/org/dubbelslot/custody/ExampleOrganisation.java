package org.dubbelslot.custody;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.files.Trees;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.TeamKey;
import org.dubbelslot.keys.AtomicFiles;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.EnrolmentException;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.keys.Pin;
import org.dubbelslot.keys.TeamKeyVersion;

/**
 * Makes an invented organisation to look at and to try with, private keys and all, by the same
 * steps as a real one. It is marked as an example inside its signed directory.
 *
 * <pre>
 * directory/                            what is published
 * private/passphrase.txt                opens every .age file below it
 * private/custody/&lt;kid&gt;.age             the organisation's private keys
 * private/custodians/&lt;id&gt;/custodian.age and the rest of the custodian's home
 * private/devices/&lt;member&gt;/             each a home, keys unprotected
 * private/plain/&lt;kid&gt;.json              every key in the clear, as a grant has it
 * </pre>
 */
public final class ExampleOrganisation {
  /** When the example's directory expires. */
  public static final Instant EXPIRES = Instant.parse("2126-01-01T00:00:00Z");

  private static final String DIRECTORY_FROM_HOME = "../../../directory";
  private static final String CUSTODY_FROM_HOME = "../../custody";

  private final Plan plan;
  private final Path folder;
  private final Tools tools;

  private ExampleOrganisation(Plan plan, Path folder, Tools tools) {
    this.plan = plan;
    this.folder = folder;
    this.tools = tools;
  }

  /**
   * What is made.
   *
   * @param name the organisation's; should tell that it is invented
   * @param teams the first is founded with the organisation
   * @param people the first is custodian, and steward of every team
   * @param passphrase of the custodian's files
   */
  public record Plan(String name, List<String> teams, List<Person> people, String passphrase) {
    /** Two teams and three people of an evidently invented foundation. */
    public static Plan standard() {
      String board = "Bestuur";
      String north = "Wijkteam Noord";
      return new Plan(
          "Stichting Voorbeeldhaven (verzonnen)",
          List.of(board, north),
          List.of(
              new Person("Marieke Voorbeeld", List.of(board, north)),
              new Person("Jan Verzonnen", List.of(board)),
              new Person("Fatima Bijvoorbeeld", List.of(north))),
          "voorbeeld, niet geheim");
    }
  }

  /**
   * A member.
   *
   * @param name display name
   * @param teams names of the teams that this person belongs to
   */
  public record Person(String name, List<String> teams) {}

  /**
   * What was made.
   *
   * @param directory the newest revision
   * @param pin what devices pin
   * @param teams identifiers by name
   * @param homes members' homes by display name
   * @param custodianHome the custodian's home
   */
  public record Made(
      KeyDirectory directory,
      Pin pin,
      Map<String, Kid> teams,
      Map<String, Path> homes,
      Path custodianHome) {}

  /**
   * Makes it in {@code folder}, which must not hold one already.
   *
   * @param tools whose passphrases are replaced by the plan's
   */
  public static Made make(Plan plan, Path folder, Tools tools)
      throws CustodyException, DirectoryException, KeyStoreException, EnrolmentException {
    Tools own =
        new Tools(
            () -> SecretBytes.wrap(plan.passphrase().getBytes(StandardCharsets.UTF_8)),
            tools.egress(),
            tools.workers(),
            tools.clock(),
            tools.scryptWorkFactor());
    try {
      return new ExampleOrganisation(plan, folder, own).make();
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
  }

  private Made make()
      throws CustodyException,
          DirectoryException,
          KeyStoreException,
          EnrolmentException,
          IOException {
    AtomicFiles.write(
        folder.resolve("private/passphrase.txt"),
        (plan.passphrase() + "\n").getBytes(StandardCharsets.UTF_8));
    Path custodianHome = folder.resolve("private/custodians/founding");
    Path founderHome = folder.resolve("private/devices/founding");
    Founding.Founded founded = found(custodianHome, founderHome);
    custodianHome =
        named(custodianHome, founded.directory().custodians().custodians().getFirst().id());
    founderHome = named(founderHome, founded.member());
    keepJoined(custodianHome, founded.pin(), true);
    keepJoined(founderHome, founded.pin(), false);

    Map<String, Kid> teams = new LinkedHashMap<>();
    Map<String, Path> homes = new LinkedHashMap<>();
    teams.put(plan.teams().getFirst(), founded.team().orElseThrow());
    homes.put(plan.people().getFirst().name(), founderHome);
    KeyDirectory directory;
    try (CustodianDesk desk = CustodianDesk.open(custodianHome, tools)) {
      for (String team : plan.teams().subList(1, plan.teams().size())) {
        teams.put(team, addTeam(desk, team, founded.member(), founderHome));
      }
      for (Person person : plan.people().subList(1, plan.people().size())) {
        homes.put(person.name(), admit(desk, person, founded.pin(), teams));
      }
      for (Kid team : teams.values()) {
        settle(desk, team, founderHome);
      }
      directory = desk.directory();
    }
    writePlainKeys(directory, custodianHome, founderHome);
    for (Path home : homes.values()) {
      removeCopies(home);
    }
    removeCopies(custodianHome);
    new DirectoryPublisher(folder.resolve("directory")).tidy();
    return new Made(directory, founded.pin(), teams, homes, custodianHome);
  }

  private Founding.Founded found(Path custodianHome, Path founderHome)
      throws CustodyException, DirectoryException, KeyStoreException {
    return new Founding(tools)
        .found(
            new Founding.Plan(
                plan.name(),
                plan.people().getFirst().name(),
                Optional.of(plan.teams().getFirst()),
                OrganisationAlgorithm.HPKE_X_WING,
                0,
                true,
                EXPIRES),
            new Founding.Places(
                folder.resolve("directory"),
                custodianHome,
                folder.resolve("private/custody"),
                founderHome));
  }

  private static Path named(Path home, Kid id) throws IOException {
    return Files.move(home, home.resolveSibling(id.text()));
  }

  private static void keepJoined(Path home, Pin pin, boolean custodian) throws KeyStoreException {
    new Joined(
            pin,
            new DirectoryAddress(DIRECTORY_FROM_HOME),
            custodian ? Optional.of(CUSTODY_FROM_HOME) : Optional.empty())
        .keep(home);
  }

  private Kid addTeam(CustodianDesk desk, String name, Kid steward, Path stewardHome)
      throws CustodyException, DirectoryException, KeyStoreException {
    TeamOperations.Added added = desk.teams().add(name, List.of(steward));
    try (Membership membership = Membership.open(stewardHome, tools, Overrides.none())) {
      Steward atWork = new Steward(membership, new DirectoryPublisher(desk.folder()), tools);
      desk.teams().accept(atWork.rotate(added.team(), desk.names()));
    }
    return added.team();
  }

  private Path admit(CustodianDesk desk, Person person, Pin pin, Map<String, Kid> teams)
      throws CustodyException,
          DirectoryException,
          KeyStoreException,
          EnrolmentException,
          IOException {
    Path home = folder.resolve("private/devices/enrolling");
    EnrolmentRequest request =
        new Enrolment(home, tools)
            .request(new DirectoryAddress(DIRECTORY_FROM_HOME), Optional.of(pin), person.name());
    MemberOperations.Approved approved =
        desk.members()
            .approve(
                request, Optional.empty(), person.teams().stream().map(teams::get).toList(), false);
    return named(home, approved.member());
  }

  private void settle(CustodianDesk desk, Kid team, Path stewardHome)
      throws CustodyException, DirectoryException, KeyStoreException {
    try (Membership membership = Membership.open(stewardHome, tools, Overrides.none())) {
      Steward atWork = new Steward(membership, new DirectoryPublisher(desk.folder()), tools);
      atWork.grantMissing(team);
      desk.teams().accept(atWork.relist(team, desk.names()));
    }
  }

  private void writePlainKeys(KeyDirectory directory, Path custodianHome, Path stewardHome)
      throws CustodyException, DirectoryException, KeyStoreException, IOException {
    Path plain = folder.resolve("private/plain");
    CustodyFolder custody =
        new CustodyFolder(
            custodianHome.resolve(CUSTODY_FROM_HOME).normalize(), tools.passphraseProtection());
    List<Grant> grants = new ArrayList<>();
    for (OrganisationKeyVersion version : directory.organisationKeys()) {
      custody.open(version.kid()).ifPresent(key -> grants.add(new Grant.OfOrganisation(key)));
    }
    try (Membership membership = Membership.open(stewardHome, tools, Overrides.none())) {
      for (Kid team : directory.teams().stream().map(found -> found.id()).toList()) {
        for (TeamKeyVersion version : directory.teamKeys(team)) {
          Optional<TeamKey> key = membership.grantedTeamKey(version.kid());
          key.ifPresent(held -> grants.add(new Grant.OfTeam(held)));
        }
      }
    }
    for (Grant grant : grants) {
      try (grant;
          SecretBytes json = grant.encode()) {
        AtomicFiles.write(plain.resolve(grant.kid() + ".json"), json.bytes());
      }
    }
  }

  /** Leaves in a home only what cannot be fetched again. */
  private static void removeCopies(Path home) throws IOException {
    for (String name : List.of("directory", "grants")) {
      Path copies = home.resolve(name);
      if (Files.exists(copies)) {
        Trees.delete(copies);
      }
    }
    Files.deleteIfExists(home.resolve("enrolment.json"));
  }
}
