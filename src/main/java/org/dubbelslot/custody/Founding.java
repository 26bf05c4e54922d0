package org.dubbelslot.custody;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.format.OrganisationAlgorithm;
import org.dubbelslot.format.OrganisationPrivateKey;
import org.dubbelslot.format.TeamKey;
import org.dubbelslot.keys.CustodianIdentity;
import org.dubbelslot.keys.CustodianSet;
import org.dubbelslot.keys.Device;
import org.dubbelslot.keys.DeviceIdentity;
import org.dubbelslot.keys.DeviceKeys;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.DirectoryPaths;
import org.dubbelslot.keys.DirectoryPublisher;
import org.dubbelslot.keys.EnrolmentRequest;
import org.dubbelslot.keys.Grant;
import org.dubbelslot.keys.History;
import org.dubbelslot.keys.KeyCustody;
import org.dubbelslot.keys.KeyDirectory;
import org.dubbelslot.keys.KeyProtection;
import org.dubbelslot.keys.KeyState;
import org.dubbelslot.keys.KeyStoreException;
import org.dubbelslot.keys.Line;
import org.dubbelslot.keys.Member;
import org.dubbelslot.keys.OrganisationKeyVersion;
import org.dubbelslot.keys.Pin;
import org.dubbelslot.keys.Revision;
import org.dubbelslot.keys.RevisionDraft;
import org.dubbelslot.keys.StateChange;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.keys.Unprotected;

/**
 * Founds an organisation that one person can use at once: custodian set 1 of one, the
 * organisation's key in a key folder, the same person as first member and steward, a first team if
 * wanted.
 *
 * <p>The order is that of {@code docs/keys.md}; {@code latest} is written last, so that what a
 * crash leaves is no organisation.
 */
public final class Founding {
  /** How long a revision holds unless said otherwise. */
  public static final Duration TERM = Duration.ofDays(180);

  /** The folder of private keys in a custodian's home. */
  static final String CUSTODY = "custody";

  private final Tools tools;

  /** Founds with {@code tools}. */
  public Founding(Tools tools) {
    this.tools = tools;
  }

  /**
   * What is founded.
   *
   * @param organisation its name, readable by anyone who sees the directory
   * @param person the founder's display name
   * @param team name of the first team, if one is wanted
   * @param alg of the organisation's key
   * @param rsaBits for RSA: at least 3,072
   * @param example for trying out only; allows device keys without protection
   * @param expires when the first revision's term ends
   */
  public record Plan(
      String organisation,
      String person,
      Optional<String> team,
      OrganisationAlgorithm alg,
      int rsaBits,
      boolean example,
      Instant expires) {
    /** A real organisation with an X-Wing key and the usual term from {@code now}. */
    public static Plan usual(
        String organisation, String person, Optional<String> team, Instant now) {
      return new Plan(
          organisation, person, team, OrganisationAlgorithm.HPKE_X_WING, 0, false, now.plus(TERM));
    }
  }

  /**
   * Where its parts go.
   *
   * @param directory the folder to publish in; may lie on a share
   * @param custodianHome the custodian's home
   * @param custody the folder of private keys; never inside {@code directory}
   * @param memberHome the first member's home; may be the custodian's
   */
  public record Places(Path directory, Path custodianHome, Path custody, Path memberHome) {
    /** Everything of the founder in one home. */
    public static Places in(Path home, Path directory) {
      return new Places(directory, home, home.resolve(CUSTODY), home);
    }
  }

  /**
   * An organisation that was founded.
   *
   * @param directory its first revision
   * @param pin what other devices pin
   * @param member the founder
   * @param team the first team
   * @param notices what this combination means, to be told at once
   */
  public record Founded(
      KeyDirectory directory, Pin pin, Kid member, Optional<Kid> team, Set<Notice> notices) {}

  /**
   * Founds the organisation.
   *
   * @throws CustodyException.DirectoryThere when there is a directory already
   * @throws CustodyException.AlreadyJoined when a home belongs to an organisation already
   * @throws CustodyException.BadName when a name is empty, too long or could deceive
   * @throws KeyStoreException.AlreadyThere when there are keys in a home
   */
  public Founded found(Plan plan, Places places)
      throws CustodyException, DirectoryException, KeyStoreException {
    UnfinishedFounding unfinished = new UnfinishedFounding(places);
    unfinished.setAside();
    requireFree(plan, places);
    KeyProtection passphrase = tools.passphraseProtection();
    KeyProtection deviceProtection = plan.example() ? Unprotected.forExample(true) : passphrase;
    unfinished.begin();
    try (CustodianIdentity custodian =
            new CustodianHome(places.custodianHome()).create(passphrase);
        OrganisationPrivateKey key = OrganisationPrivateKey.generate(plan.alg(), plan.rsaBits());
        DeviceIdentity device = new DeviceKeys(places.memberHome()).create(deviceProtection)) {
      new CustodyFolder(places.custody(), passphrase).keep(key);
      Founded founded = publish(plan, places, custodian, key, device);
      unfinished.end();
      return founded;
    } catch (IOException e) {
      throw new CustodyException.Storage(e);
    }
  }

  private static void requireFree(Plan plan, Places places)
      throws CustodyException, KeyStoreException {
    if (new DirectoryPublisher(places.directory()).exists()) {
      throw new CustodyException.DirectoryThere();
    }
    if (Joined.in(places.custodianHome()).isPresent()
        || Joined.in(places.memberHome()).isPresent()) {
      throw new CustodyException.AlreadyJoined();
    }
    if (new CustodianHome(places.custodianHome()).exists()
        || new DeviceKeys(places.memberHome()).exist()) {
      throw new KeyStoreException.AlreadyThere();
    }
    if (!EnrolmentRequest.isShowable(plan.organisation())
        || !EnrolmentRequest.isShowable(plan.person())
        || !plan.team().map(EnrolmentRequest::isShowable).orElse(true)) {
      throw new CustodyException.BadName();
    }
  }

  private Founded publish(
      Plan plan,
      Places places,
      CustodianIdentity custodian,
      OrganisationPrivateKey key,
      DeviceIdentity device)
      throws CustodyException, DirectoryException, KeyStoreException, IOException {
    Instant now = tools.clock().instant();
    Kid organisation = Kid.random();
    CustodianSet first =
        new CustodianSet(organisation, 1, Optional.empty(), 1, List.of(custodian.custodian()));
    History born =
        History.beginning(new StateChange(KeyState.ACTIVE, now, custodian.id(), "created"));
    Device publicDevice = device.publicDevice(now);
    TreeSet<Member.Role> roles = new TreeSet<>(List.of(Member.Role.CUSTODIAN));
    Member member =
        new Member(Kid.random(), Member.State.ACTIVE, now, roles, List.of(publicDevice));

    RevisionDraft draft =
        RevisionDraft.first(organisation, plan.organisation(), plan.example(), first)
            .put(new OrganisationKeyVersion(key.publicKey(), Line.MAIN, born, KeyCustody.folder()))
            .put(member)
            .put(DirectoryPaths.POLICY, "{}".getBytes(StandardCharsets.UTF_8));
    DirectoryPublisher publisher = new DirectoryPublisher(places.directory());
    Names names = Names.none().withMember(member.id(), plan.person());
    Optional<Kid> team = Optional.empty();
    if (plan.team().isPresent()) {
      Kid id = Kid.random();
      names = names.withTeam(id, plan.team().get());
      team = Optional.of(id);
      try (TeamKey teamKey = TeamKey.generate(id)) {
        putTeam(draft, teamKey, member.id(), born);
        LockKeys lock = new LockKeys(key.publicKey(), teamKey);
        SealedLists lists = new SealedLists(tools.workers());
        draft.put(DirectoryPaths.names(id, teamKey.kid()), lists.sealNewNameKey(lock, device));
        draft.put(
            DirectoryPaths.people(id, teamKey.kid()),
            lists.sealNames(names.only(id, List.of(member.id())), lock, device));
        publisher.grant(publicDevice, new Grant.OfTeam(teamKey));
      }
    }
    publisher.grant(publicDevice, new Grant.OfOrganisation(key));
    Revision revision = draft.build(now, plan.expires()).signedBy(custodian);
    Pin pin = revision.pin().orElseThrow();
    new CustodianHome(places.custodianHome()).keep(names, custodian);
    keepJoined(places, pin);
    KeyDirectory directory = publisher.publish(pin, revision);
    return new Founded(directory, pin, member.id(), team, CustodyStatus.notices(directory, now));
  }

  private static void putTeam(RevisionDraft draft, TeamKey teamKey, Kid member, History born) {
    TreeSet<Kid> alone = new TreeSet<>(List.of(member));
    draft.put(new Team(teamKey.team(), alone, alone, Optional.of(teamKey.kid()), false));
    draft.put(new TeamKeyVersion(teamKey.team(), teamKey.kid(), born));
  }

  private static void keepJoined(Places places, Pin pin) throws KeyStoreException {
    new Joined(
            pin,
            addressFrom(places.custodianHome(), places.directory()),
            Optional.of(relative(places.custodianHome(), places.custody())))
        .keep(places.custodianHome());
    if (!places.memberHome().equals(places.custodianHome())) {
      new Joined(pin, addressFrom(places.memberHome(), places.directory()), Optional.empty())
          .keep(places.memberHome());
    }
  }

  /** An absolute path; a relative one where the directory was named relatively. */
  static DirectoryAddress addressFrom(Path home, Path directory) {
    return new DirectoryAddress(
        directory.isAbsolute() ? directory.toString() : relative(home, directory));
  }

  private static String relative(Path home, Path folder) {
    return home.toAbsolutePath()
        .normalize()
        .relativize(folder.toAbsolutePath().normalize())
        .toString()
        .replace('\\', '/');
  }
}
