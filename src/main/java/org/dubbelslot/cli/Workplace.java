package org.dubbelslot.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.crypto.SecretBytes;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.custody.Overrides;
import org.dubbelslot.custody.SealingKeys;
import org.dubbelslot.custody.Tools;
import org.dubbelslot.drive.CachedDrive;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.FolderDrive;
import org.dubbelslot.drive.ListingStore;
import org.dubbelslot.drive.graph.AccessTokens;
import org.dubbelslot.drive.graph.DriveChoice;
import org.dubbelslot.drive.graph.GraphDrive;
import org.dubbelslot.drive.graph.GraphService;
import org.dubbelslot.drive.graph.GraphSettings;
import org.dubbelslot.drive.graph.TokenFile;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.format.LockKeys;
import org.dubbelslot.format.OpenOptions;
import org.dubbelslot.keys.DirectoryException;
import org.dubbelslot.keys.Team;
import org.dubbelslot.keys.TeamKeyVersion;
import org.dubbelslot.names.DriveNames;
import org.dubbelslot.names.NameKey;
import org.dubbelslot.policy.Policy;
import org.dubbelslot.transfer.Pace;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlacePath;
import org.dubbelslot.transfer.Places;
import org.dubbelslot.transfer.Rewrap;
import org.dubbelslot.transfer.RewrapNotes;
import org.dubbelslot.transfer.SealedTree;
import org.dubbelslot.transfer.SealedUpload;
import org.dubbelslot.transfer.SeenRevisions;
import org.dubbelslot.transfer.TeamAccess;
import org.dubbelslot.transfer.TransferException;
import org.dubbelslot.transfer.TransferQueue;
import org.dubbelslot.transfer.Transfers;
import org.dubbelslot.transfer.TrueNames;
import org.dubbelslot.words.FailureCode;

/**
 * What the commands about files work with: the person's membership, their places and the drives
 * behind them, made when first asked for and closed with the session.
 */
public final class Workplace {
  private final Session session;
  private final MicrosoftSignIn.Asking asking;
  private Membership membership;
  private SeenRevisions seen;
  private TransferQueue queue;
  private Transfers transfers;

  /** For one command. */
  public Workplace(Session session) {
    this(session, MicrosoftSignIn.Asking.BEST);
  }

  /** For one command, which asks the person to sign in only so. */
  Workplace(Session session, MicrosoftSignIn.Asking asking) {
    this.session = session;
    this.asking = asking;
  }

  /** What the rooms of keys and custody are handed. */
  public static Tools tools(Session session) {
    return Organisation.tools(session, Organisation.existing(session));
  }

  /** The person's place in the organisation, with unlocked keys. */
  public Membership membership() throws Exception {
    if (membership == null) {
      RewrapNotes.recover(rewraps());
      membership =
          session.hold(
              Membership.open(
                  session.services().home().folder(), tools(session), Overrides.none()));
      if (attack().isPresent()) {
        session.report(attack().get(), Optional.empty());
      } else if (membership.trouble().isPresent()) {
        session.output().notice("files.directory-trouble");
      }
    }
    return membership;
  }

  /** Why the directory as it lies there cannot be honest, in contrast to merely not being there. */
  private Optional<DirectoryException> attack() {
    return membership
        .trouble()
        .filter(
            trouble ->
                switch (trouble) {
                  case DirectoryException.BadSignature _,
                      DirectoryException.QuorumMissing _,
                      DirectoryException.BrokenChain _,
                      DirectoryException.RolledBack _,
                      DirectoryException.WrongOrganisation _,
                      DirectoryException.Malformed _,
                      DirectoryException.ExampleRefused _ ->
                      true;
                  case DirectoryException.NotFound _,
                      DirectoryException.Unreachable _,
                      DirectoryException.HalfCopied _,
                      DirectoryException.Expired _,
                      DirectoryException.LocalCopy _ ->
                      false;
                });
  }

  /**
   * The team of that name or identifier, or the only one there is.
   *
   * @throws CommandException when none was named and there is not exactly one
   */
  Kid team(Optional<String> nameOrId) throws Exception {
    if (nameOrId.isPresent()) {
      return membership().team(nameOrId.get());
    }
    List<Team> teams = membership().teams();
    if (teams.size() == 1) {
      return teams.getFirst().id();
    }
    throw new CommandException(FailureCode.TEAM_NOT_NAMED);
  }

  /** What is shown for a team. */
  String teamName(Kid team) throws Exception {
    return membership().names().team(team).orElse(team.text());
  }

  /**
   * What a new file of a team is sealed with; closed with the session.
   *
   * @throws DirectoryException when the directory was tampered with: files still open by the last
   *     verified copy, but nothing new is sealed to keys that may be out of date
   */
  SealingKeys sealing(Kid team) throws Exception {
    membership();
    if (attack().isPresent()) {
      throw attack().get();
    }
    Policy policy = session.services().policy();
    return session.hold(membership().sealing(team, policy));
  }

  /** The places. */
  Places places() {
    return new Places(session.services().home().folder());
  }

  /** The place of that name. */
  Place place(String name) throws Exception {
    return places().find(name).orElseThrow(() -> TransferException.noSuchPlace(name));
  }

  /**
   * Reads {@code PLACE:/PATH}.
   *
   * @throws CommandException when it has not that form
   */
  static PlacePath path(String text) throws CommandException {
    return PlacePath.parse(text)
        .orElseThrow(() -> new CommandException(FailureCode.PLACE_PATH_MALFORMED));
  }

  /** The tree of a place, to read from. */
  SealedTree reading(Place place) throws Exception {
    return tree(place, List.of(), uploads());
  }

  /** The tree of a place, to write into. */
  SealedTree writing(Place place) throws Exception {
    return tree(place, sealing(place.team()).locks(), uploads());
  }

  /**
   * A re-wrap of a place to the keys that are active now; nobody else can begin one meanwhile.
   *
   * @throws TransferException.RewrapUnderWay when another process of this person has one under way
   */
  Rewrap rewrap(Place place, OpenOptions options, Pace pace, LongConsumer progress)
      throws Exception {
    SealedTree tree = writing(place);
    Set<Kid> teamKeys =
        membership().directory().teamKeys(place.team()).stream()
            .map(TeamKeyVersion::kid)
            .collect(Collectors.toSet());
    LocalSeal seal = session.hold(membership().localSeal("rewrap"));
    RewrapNotes notes = session.hold(RewrapNotes.hold(rewraps(), place.name(), seal));
    return new Rewrap(tree, teamKeys, notes, options, pace, progress);
  }

  private Path rewraps() {
    return session.services().home().state().resolve("rewrap");
  }

  private SealedUpload uploads() {
    return new SealedUpload(
        session.services().workers(),
        session.services().home().state().resolve("spool"),
        sent -> {});
  }

  /**
   * This person's transfers, those of other runs among them; closed with the session. What this run
   * leaves unfinished then is told, also when the person presses Ctrl+C.
   */
  TransferQueue queue() throws Exception {
    if (queue == null) {
      queue =
          session.hold(
              TransferQueue.open(
                  session.services().home().state(),
                  membership().localSeal("transfers"),
                  session.services().clock()));
      session.hold(this::tellWhatIsLeft);
    }
    return queue;
  }

  private void tellWhatIsLeft() throws LocalFileException {
    int left = queue.left();
    if (left > 0) {
      session.output().lastWords("transfers.left", left);
    }
  }

  /** Carries out what is put into the queue; closed with the session. */
  Transfers transfers() throws Exception {
    TransferQueue jobs = queue();
    Transfers.Trees trees =
        new Transfers.Trees() {
          @Override
          public SealedTree reading(String place) throws Exception {
            return beforeTransfers(
                tree(place(place), List.of(), jobs.uploads(session.services().workers(), place)));
          }

          @Override
          public SealedTree writing(String place) throws Exception {
            Place found = place(place);
            return beforeTransfers(
                tree(
                    found,
                    sealing(found.team()).locks(),
                    jobs.uploads(session.services().workers(), place)));
          }
        };
    transfers =
        session.hold(
            new Transfers(
                jobs,
                trees,
                new Transfers.Settings(
                    session.services().policy().parallelTransfers(),
                    e -> session.failure(e, Optional.empty()).code().code(),
                    sent -> session.output().progress("files.sent", session.words().size(sent)))));
    return transfers;
  }

  /** What transfers work with is closed after them, also when it was opened after them. */
  private SealedTree beforeTransfers(SealedTree tree) {
    session.hold(transfers);
    return tree;
  }

  private SealedTree tree(Place place, List<LockKeys> locks, SealedUpload uploads)
      throws Exception {
    TeamAccess access =
        new TeamAccess(
            place.team(),
            locks,
            driveNames(place.team()),
            membership().device(),
            membership().opening());
    return new SealedTree(
        cached(drive(place)), access, uploads, Optional.of(trueNames()), Optional.of(seen()));
  }

  /** Which revisions this device has seen. */
  synchronized SeenRevisions seen() throws Exception {
    if (seen == null) {
      LocalSeal seal = session.hold(membership().localSeal("seen revisions"));
      seen =
          session.hold(
              new SeenRevisions(session.services().home().state().resolve("seen.db"), seal));
    }
    return seen;
  }

  private TrueNames trueNames() throws Exception {
    LocalSeal seal = session.hold(membership().localSeal("true names"));
    return session.hold(new TrueNames(listings().resolve("names.db"), seal));
  }

  private Path listings() {
    return session.services().home().state().resolve("listings");
  }

  /** A drive across the network with the copy of its listing that this computer keeps. */
  private Drive cached(Drive drive) throws Exception {
    if (!(drive instanceof GraphDrive graph)) {
      return drive;
    }
    LocalSeal seal = session.hold(membership().localSeal("listing"));
    return session.hold(new CachedDrive(graph, ListingStore.in(listings(), graph.driveId(), seal)));
  }

  private DriveNames driveNames(Kid team) throws Exception {
    Map<Kid, SecretBytes> secrets = membership().nameKeys(team);
    List<NameKey> keys = new ArrayList<>();
    for (Map.Entry<Kid, SecretBytes> entry : secrets.entrySet()) {
      try (SecretBytes secret = entry.getValue()) {
        keys.add(session.hold(NameKey.of(entry.getKey(), secret)));
      }
    }
    return new DriveNames(keys.getFirst(), keys.subList(1, keys.size()));
  }

  /** The drive behind a place; an example organisation gets none but this computer's. */
  Drive drive(Place place) throws Exception {
    return session.hold(
        switch (place.location()) {
          case Place.Location.Folder(var folder) -> new FolderDrive(folder);
          case Place.Location.MyDrive(var loopback) ->
              graph(loopback, MicrosoftSignIn.Reach.OWN_DRIVE).open(new DriveChoice.Mine());
          case Place.Location.Link(URI link, var loopback) ->
              graph(loopback, MicrosoftSignIn.Reach.SHARED_DRIVES)
                  .open(new DriveChoice.ByLink(link));
        });
  }

  private GraphService graph(Optional<Place.Loopback> loopback, MicrosoftSignIn.Reach reach)
      throws Exception {
    if (loopback.isPresent()) {
      return new GraphService(
          new GraphSettings(loopback.get().graph(), Version.text()),
          new TokenFile(loopback.get().tokenFile()),
          session.services().egress(),
          session.services().pause(),
          waiting());
    }
    AccessTokens tokens = new MicrosoftSignIn(session).of(membership(), reach, asking);
    return new GraphService(
        new GraphSettings(MicrosoftSignIn.graph(session.services().policy()), Version.text()),
        tokens,
        session.services().egress(),
        session.services().pause(),
        waiting());
  }

  private WaitingShown waiting() {
    return new WaitingShown(session.output(), session.services().pause());
  }
}
