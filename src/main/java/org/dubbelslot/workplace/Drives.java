package org.dubbelslot.workplace;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dubbelslot.crypto.LocalSeal;
import org.dubbelslot.custody.Membership;
import org.dubbelslot.drive.CachedDrive;
import org.dubbelslot.drive.Drive;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.FolderDrive;
import org.dubbelslot.drive.ListingStore;
import org.dubbelslot.drive.graph.AccessTokens;
import org.dubbelslot.drive.graph.DriveChoice;
import org.dubbelslot.drive.graph.GraphDrive;
import org.dubbelslot.drive.graph.GraphService;
import org.dubbelslot.drive.graph.GraphSettings;
import org.dubbelslot.drive.graph.PlaceSearch;
import org.dubbelslot.drive.graph.SignIn;
import org.dubbelslot.drive.graph.TokenFile;
import org.dubbelslot.transfer.Place;

/**
 * The drives behind places, each opened once, and the sign-ins that they share. For any number of
 * threads.
 */
final class Drives {
  private final Services services;
  private final Person person;
  private final MicrosoftSignIn.Asking asking;
  private final Member member;
  private final Holdings held;
  private final Map<Place.Location, Once<Drive>> drives = new ConcurrentHashMap<>();
  private final Map<Place.Location, Once<Drive>> listed = new ConcurrentHashMap<>();
  private final Map<Place.Loopback, Once<GraphService>> practice = new ConcurrentHashMap<>();
  private final Map<MicrosoftSignIn.Reach, Once<GraphService>> graphs = new ConcurrentHashMap<>();
  private final Map<MicrosoftSignIn.Reach, Once<SignIn>> signIns = new ConcurrentHashMap<>();

  Drives(
      Services services,
      Person person,
      MicrosoftSignIn.Asking asking,
      Member member,
      Holdings held) {
    this.services = services;
    this.person = person;
    this.asking = asking;
    this.member = member;
    this.held = held;
  }

  /** The drive itself. */
  Drive open(Place.Location location) throws Exception {
    held.requireOpen();
    return drives.computeIfAbsent(location, _ -> new Once<>(() -> opened(location))).get();
  }

  private Drive opened(Place.Location location) throws Exception {
    return held.hold(
        switch (location) {
          case Place.Location.Folder(var folder) -> new FolderDrive(folder);
          case Place.Location.MyDrive(var loopback) ->
              opened(
                  graph(loopback, MicrosoftSignIn.Reach.OWN_DRIVE),
                  new DriveChoice.Mine(),
                  location);
          case Place.Location.Link(URI link, var loopback) ->
              opened(
                  graph(loopback, MicrosoftSignIn.Reach.SHARED_DRIVES),
                  new DriveChoice.ByLink(link),
                  location);
        });
  }

  private GraphDrive opened(GraphService service, DriveChoice choice, Place.Location location)
      throws Exception {
    if (!person.takesOldListings()) {
      return service.open(choice);
    }
    try (LocalSeal seal = member.membership().localSeal("known drive")) {
      KnownDrive known = new KnownDrive(listings(services.home()), location, seal);
      try {
        GraphDrive opened = service.open(choice);
        known.keep(opened);
        return opened;
      } catch (DriveException.Unreachable e) {
        KnownDrive.Ids ids = known.kept().orElseThrow(() -> e);
        return service.known(ids.drive(), ids.root());
      }
    }
  }

  /** A drive across the network with the copy of its listing that this computer keeps. */
  Drive listed(Place.Location location) throws Exception {
    held.requireOpen();
    return listed
        .computeIfAbsent(location, _ -> new Once<>(() -> withListing(open(location))))
        .get();
  }

  private Drive withListing(Drive drive) throws Exception {
    if (!(drive instanceof GraphDrive graph)) {
      return drive;
    }
    LocalSeal seal = member.seal("listing", held);
    return held.hold(
        new CachedDrive(
            graph,
            ListingStore.in(listings(services.home()), graph.driveId(), seal),
            person.takesOldListings() ? Optional.of(graph.rootId()) : Optional.empty()));
  }

  /** Where this computer keeps its copies of listings. */
  static Path listings(Home home) {
    return home.state().resolve("listings");
  }

  /** Has the drive asked what changed, when next a listing is wanted. */
  void listAnew(Place.Location location) throws Exception {
    if (listed(location) instanceof CachedDrive cached) {
      cached.refresh();
    }
  }

  /** Why listings of a drive may be out of date, if so. */
  Optional<DriveException> outOfDate(Place.Location location) throws Exception {
    return listed(location) instanceof CachedDrive cached ? cached.outOfDate() : Optional.empty();
  }

  /** Finds libraries and channels at Microsoft, or at what stands in for it. */
  PlaceSearch search(Optional<Place.Loopback> loopback) throws Exception {
    held.requireOpen();
    return graph(loopback, MicrosoftSignIn.Reach.FINDING_PLACES).placeSearch();
  }

  /** One sign-in for all drives of that reach. */
  SignIn signIn(MicrosoftSignIn.Reach reach) throws Exception {
    held.requireOpen();
    return signIns
        .computeIfAbsent(
            reach,
            _ ->
                new Once<>(
                    () -> {
                      Membership membership = member.membership();
                      LocalSeal seal = held.hold(MicrosoftSignIn.seal(membership));
                      return new MicrosoftSignIn(services, person)
                          .of(membership, seal, reach, asking);
                    }))
        .get();
  }

  private GraphService graph(Optional<Place.Loopback> loopback, MicrosoftSignIn.Reach reach)
      throws Exception {
    if (loopback.isPresent()) {
      return practice
          .computeIfAbsent(
              loopback.get(),
              at -> new Once<>(() -> service(at.graph(), new TokenFile(at.tokenFile()))))
          .get();
    }
    return graphs
        .computeIfAbsent(
            reach,
            _ ->
                new Once<>(
                    () -> {
                      SignIn tokens = signIn(reach);
                      return service(MicrosoftSignIn.graph(services.policy()), tokens);
                    }))
        .get();
  }

  private GraphService service(URI graph, AccessTokens tokens) throws Exception {
    return new GraphService(
        new GraphSettings(graph, Version.text()),
        tokens,
        services.egress(),
        services.pause(),
        new WaitingTold(person, services.pause()));
  }
}
