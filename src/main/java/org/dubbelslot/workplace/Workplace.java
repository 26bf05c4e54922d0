package org.dubbelslot.workplace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.custody.CustodyException;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.Overrides;
import org.dubbelslot.custody.SealingKeys;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.graph.PlaceSearch;
import org.dubbelslot.drive.graph.SignIn;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.transfer.KnownFiles;
import org.dubbelslot.transfer.Pace;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.Places;
import org.dubbelslot.transfer.Rewrap;
import org.dubbelslot.transfer.RewrapNotes;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.SealedUpload;
import org.dubbelslot.transfer.SearchIndex;
import org.dubbelslot.transfer.SeenRevisions;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.transfer.TransferQueue;
import org.dubbelslot.transfer.TransferService;
import org.dubbelslot.transfer.Transfers;
import org.dubbelslot.words.Failures;

/**
 * What everything about files works with: the person's membership with unlocked keys, their places
 * and the drives behind them, each made when it is first asked for. Closing it forgets every key.
 *
 * <p>For any number of threads, also virtual ones, and for hours; no method belongs on a thread
 * that shows windows. While one thread waits for the person, to type a passphrase or to sign in,
 * others wait for the same answer only where they need it, and can be interrupted; {@link #close}
 * waits for none of them. What a method throws has its place in the list of {@link Failures},
 * except {@link IllegalStateException} once this is closed.
 */
public final class Workplace implements AutoCloseable {
  private final Services services;
  private final Person person;
  private final Holdings held = new Holdings();
  private final Places places;
  private final Drives drives;
  private final Stores stores;
  private final Carriers carriers;
  private final Once<Standing> standing = new Once<>(this::openStanding);
  private final ReentrantLock refreshing = new ReentrantLock();

  /** Of that person; costs nothing and asks nobody. */
  public Workplace(Services services, Person person) {
    this(services, person, MicrosoftSignIn.Asking.BEST);
  }

  /** As above, and the person is asked to sign in only so. */
  public Workplace(Services services, Person person, MicrosoftSignIn.Asking asking) {
    this.services = services;
    this.person = person;
    this.places = new Places(services.home().folder());
    this.drives = new Drives(services, person, asking, this::membership, held);
    this.stores = new Stores(services.home(), this::membership, held);
    this.carriers = new Carriers(services, person, this::membership, this::noted, held);
  }

  /** What it was made with; outlives this. */
  public Services services() {
    return services;
  }

  /**
   * The values of what organisation, administrator and person decided.
   *
   * @throws Exception as {@link Services#policy}
   */
  public Policy policy() throws Exception {
    return services.policy();
  }

  /**
   * The person's place in the organisation, with unlocked keys; the first call asks for the
   * passphrase. It is this one's to close, and another one after a {@link #refresh}.
   *
   * @throws Exception as {@link Membership#open}
   */
  public Membership membership() throws Exception {
    return standing().membership();
  }

  private Standing standing() throws Exception {
    held.requireOpen();
    return standing.get();
  }

  private Standing openStanding() throws Exception {
    RewrapNotes.recover(rewraps());
    try (RememberedPassphrase passphrase = new RememberedPassphrase(person::passphrase)) {
      return standing(
          Membership.open(services.home().folder(), services.tools(passphrase), Overrides.none()));
    }
  }

  private Standing standing(Membership membership) {
    Standing opened = new Standing(held.hold(membership), services, held);
    membership
        .trouble()
        .ifPresent(
            why -> person.notice(new Notice.DirectoryTrouble(why, opened.attack().isPresent())));
    return opened;
  }

  /**
   * Reads the key directory and the policies anew, with the keys that are unlocked already. If
   * anything changed, trees and sealing keys are to be asked for anew; those handed out before keep
   * the keys that they have until this is closed.
   *
   * @return whether anything changed
   * @throws CustodyException.Stopped when the person or this device was suspended or removed: this
   *     is to be closed then
   * @throws Exception as {@link Membership#open}; what was there before stays in use
   */
  public boolean refresh() throws Exception {
    Once.lock(refreshing);
    try {
      Policy policyBefore = services.policy();
      Membership before = membership();
      Membership now = before.reopened(services.home().folder());
      boolean used = false;
      try {
        services.rereadPolicies();
        if (isSame(before, now) && services.policy().equals(policyBefore)) {
          return false;
        }
        standing.replace(standing(now));
        used = true;
        return true;
      } finally {
        if (!used) {
          now.close();
        }
      }
    } finally {
      refreshing.unlock();
    }
  }

  private static boolean isSame(Membership before, Membership now) {
    return now.directory().revision() == before.directory().revision()
        && now.pickedUp().isEmpty()
        && now.trouble().map(Object::getClass).equals(before.trouble().map(Object::getClass));
  }

  /** Whether this is an invented organisation, whose keys protect nothing. */
  public boolean isExample() throws Exception {
    return membership().directory().organisation().example();
  }

  /** The teams that the person belongs to, dissolved ones excepted. */
  public List<Team> teams() throws Exception {
    return membership().teams();
  }

  /** What is shown for a team: its name, or its identifier where no name is known. */
  public String teamName(Kid team) throws Exception {
    return membership().names().team(team).orElse(team.text());
  }

  /**
   * What a new file of a team is sealed with, as the directory is known now; the caller closes it.
   *
   * @throws DirectoryException when the directory was tampered with or its term has passed: files
   *     still open by the last verified copy, but nothing new is sealed to keys that may be out of
   *     date
   * @throws CustodyException when the person or this device may not
   */
  public SealingKeys sealing(Kid team) throws Exception {
    return standing().sealing(team);
  }

  /** The places; needs no key. */
  public Places places() {
    return places;
  }

  /**
   * The place of that name; needs no key.
   *
   * @throws TransferException.NoSuchPlace when there is none
   */
  public Place place(String name) throws Exception {
    return places.find(name).orElseThrow(() -> TransferException.noSuchPlace(name));
  }

  /** The drive behind a place, as the provider has it; the same one each time. */
  public Drive drive(Place place) throws Exception {
    return drives.open(place.location());
  }

  /** Has the drive of a place asked what others changed, when next it is listed. */
  public void listAnew(Place place) throws Exception {
    drives.listAnew(place.location());
  }

  /**
   * Why what was listed of a place may be out of date: the drive could not be reached, and the copy
   * on this computer was shown.
   */
  public Optional<DriveException> outOfDate(Place place) throws Exception {
    return drives.outOfDate(place.location());
  }

  /**
   * Finds libraries and channels that could become places; asks nobody before its first search.
   *
   * @param loopback what stands in for Microsoft, in practice
   */
  public PlaceSearch placeSearch(Optional<Place.Loopback> loopback) throws Exception {
    return drives.search(loopback);
  }

  /** How the person signs in for drives of that reach; asks nobody before its first bearer. */
  public SignIn signIn(MicrosoftSignIn.Reach reach) throws Exception {
    return drives.signIn(reach);
  }

  /** The tree of a place, to read from; the same one until a {@link #refresh} finds changes. */
  public SealedTree reading(Place place) throws Exception {
    return tree(place, false);
  }

  /**
   * The tree of a place, to write into; the same one until a {@link #refresh} finds changes. Its
   * uploads are lost with the program; {@link #transfers} carries those that are not.
   *
   * @throws DirectoryException as {@link #sealing}, each time it is asked for
   * @throws CustodyException as {@link #sealing}, each time it is asked for
   */
  public SealedTree writing(Place place) throws Exception {
    return tree(place, true);
  }

  private SealedTree tree(Place place, boolean writing) throws Exception {
    return tree(
        place,
        writing,
        Optional.empty(),
        () -> new SealedUpload(services.workers(), state("spool"), sent -> {}));
  }

  private SealedTree noted(TransferQueue jobs, String name, boolean writing) throws Exception {
    return tree(
        place(name), writing, Optional.of(name), () -> jobs.uploads(services.workers(), name));
  }

  /** Where the uploads of a tree go by. */
  @FunctionalInterface
  private interface Uploads {
    SealedUpload make();
  }

  private SealedTree tree(Place place, boolean writing, Optional<String> notedFor, Uploads uploads)
      throws Exception {
    return standing()
        .tree(
            new Standing.Tree(place.location(), place.team(), writing, notedFor),
            access ->
                new SealedTree(
                    drives.listed(place.location()),
                    access,
                    uploads.make(),
                    Optional.of(stores.trueNames()),
                    Optional.of(stores.seen()),
                    Optional.of(stores.known())));
  }

  /** What was learnt of files when they were opened or sealed here; this one's to close. */
  public KnownFiles known() throws Exception {
    return stores.known();
  }

  /** The names of what lies in places, to search in; this one's to close. */
  public SearchIndex searchIndex() throws Exception {
    return stores.searchIndex();
  }

  /** Which revisions this device has seen; this one's to close. */
  public SeenRevisions seen() throws Exception {
    return stores.seen();
  }

  /**
   * This person's transfers, those of other runs among them; this one's to close. What this run
   * leaves unfinished then is told.
   */
  public TransferQueue queue() throws Exception {
    return carriers.queue();
  }

  /**
   * Carries out what is put into the queue. A new one each time, since it remembers what the
   * folders hold that it writes into; the one before is closed, which stops what it still does.
   */
  public Transfers transfers() throws Exception {
    return carriers.transfers();
  }

  /**
   * Carries the jobs of the queue for as long as this is open; the same one each time. For a
   * window, in contrast to {@link #transfers} for one command: nobody uses both.
   */
  public TransferService transferService() throws Exception {
    return carriers.service();
  }

  /** The trees of places by name, whose uploads are noted in the queue. */
  public Transfers.Trees trees() throws Exception {
    return carriers.trees();
  }

  /**
   * A re-wrap of a place to the keys that are active now; nobody else can begin one until this is
   * closed.
   *
   * @throws TransferException.RewrapUnderWay when this person has one under way
   */
  public Rewrap rewrap(Place place, OpenOptions options, Pace pace, LongConsumer progress)
      throws Exception {
    SealedTree tree = writing(place);
    Set<Kid> teamKeys =
        membership().directory().teamKeys(place.team()).stream()
            .map(TeamKeyVersion::kid)
            .collect(Collectors.toSet());
    LocalSeal seal = held.hold(membership().localSeal("rewrap"));
    RewrapNotes notes = held.hold(RewrapNotes.hold(rewraps(), place.name(), seal));
    return new Rewrap(tree, teamKeys, notes, options, pace, progress);
  }

  private Path rewraps() {
    return state("rewrap");
  }

  private Path state(String name) {
    return services.home().state().resolve(name);
  }

  /**
   * Stops transfers, tells how many are left, and forgets every key and all that was opened. Safe
   * from any thread, and while others work here: they fail then. Does nothing twice.
   */
  @Override
  public void close() {
    carriers.close();
    held.close();
  }
}
