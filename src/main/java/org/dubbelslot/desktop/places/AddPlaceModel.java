package org.dubbelslot.desktop.places;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dubbelslot.crypto.Kid;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.Desk;
import org.dubbelslot.desktop.common.Frame;
import org.dubbelslot.drive.DriveException;
import org.dubbelslot.drive.graph.PlaceSearch;
import org.dubbelslot.files.LocalFileException;
import org.dubbelslot.files.SyncedFolders;
import org.dubbelslot.keys.Team;
import org.dubbelslot.transfer.Place;
import org.dubbelslot.transfer.PlaceException;
import org.dubbelslot.words.Failure;
import org.dubbelslot.workplace.MicrosoftSignIn;
import org.dubbelslot.workplace.Workplace;

/** A place that is being added: found, tried, and only then kept. */
public final class AddPlaceModel {
  private final Frame frame;
  private final Optional<Place.Loopback> practice;
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State.Asking());
  private Optional<Background.Running> running = Optional.empty();

  /** How far it is. */
  public sealed interface State {
    /** The person chooses. */
    record Asking() implements State {}

    /** Somebody is asked: the drive, the search. */
    record Busy() implements State {}

    /**
     * Nobody is signed in yet.
     *
     * @param reach what is to be asked for
     * @param then what was wanted
     */
    record SigningIn(MicrosoftSignIn.Reach reach, Runnable then) implements State {}

    /**
     * It did not work out.
     *
     * @param again tries the same once more
     */
    record Refused(Failure failure, Runnable again) implements State {}

    /** It stands among the places. */
    record Added(Place place) implements State {}
  }

  /**
   * A team whose lock the place may use.
   *
   * @param id which
   * @param name shown
   */
  public record TeamChoice(Kid id, String name) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Something that was found. */
  public sealed interface Found {
    /** Shown for it, and proposed as the place's label. */
    String label();

    /** A document library of a site. */
    record OfLibrary(PlaceSearch.Library library) implements Found {
      @Override
      public String label() {
        return library.site() + " – " + library.name();
      }
    }

    /** A channel in Teams. */
    record OfChannel(PlaceSearch.TeamChannel channel) implements Found {
      @Override
      public String label() {
        return channel.team() + " – " + channel.name();
      }
    }
  }

  /**
   * Nothing was asked yet.
   *
   * @param practice what stands in for Microsoft, in practice
   */
  public AddPlaceModel(Frame frame, Optional<Place.Loopback> practice) {
    this.frame = frame;
    this.practice = practice;
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Reads the teams that the person belongs to, by name. */
  public void teams(Consumer<List<TeamChoice>> done) {
    run(AddPlaceModel::teams, done);
  }

  private static List<TeamChoice> teams(Workplace workplace) throws Exception {
    List<TeamChoice> found = new ArrayList<>();
    for (Team team : workplace.teams()) {
      found.add(new TeamChoice(team.id(), workplace.teamName(team.id())));
    }
    return found;
  }

  /** Searches libraries by name, and lists the person's channels whose name or team has it. */
  public void search(String words, Consumer<List<Found>> done) {
    signedIn(
        MicrosoftSignIn.Reach.FINDING_PLACES,
        () -> run(workplace -> search(workplace, words.strip()), done));
  }

  private List<Found> search(Workplace workplace, String words) throws Exception {
    PlaceSearch search = workplace.placeSearch(practice);
    Locale locale = frame.words().language().locale();
    try {
      List<Found> found = new ArrayList<>();
      if (!words.isEmpty()) {
        search.libraries(words).forEach(library -> found.add(new Found.OfLibrary(library)));
      }
      search.channels().stream()
          .map(Found.OfChannel::new)
          .filter(one -> one.label().toLowerCase(locale).contains(words.toLowerCase(locale)))
          .forEach(found::add);
      return found;
    } catch (DriveException.Denied e) {
      throw new PlaceException.SearchDenied(e);
    }
  }

  /** Adds the person's own OneDrive. */
  public void addMine(String label, Kid team) {
    add(MicrosoftSignIn.Reach.OWN_DRIVE, label, team, _ -> new Place.Location.MyDrive(practice));
  }

  /** Adds what a link from the browser leads to. */
  public void addLink(String pasted, String label, Kid team) {
    add(
        MicrosoftSignIn.Reach.SHARED_DRIVES,
        label,
        team,
        _ -> new Place.Location.Link(link(pasted), practice));
  }

  /** Adds what was found. */
  public void addFound(Found found, String label, Kid team) {
    add(
        MicrosoftSignIn.Reach.SHARED_DRIVES,
        label,
        team,
        workplace ->
            new Place.Location.Link(
                switch (found) {
                  case Found.OfLibrary(PlaceSearch.Library library) -> library.link();
                  case Found.OfChannel(PlaceSearch.TeamChannel channel) ->
                      workplace.placeSearch(practice).files(channel);
                },
                practice));
  }

  /** Adds a folder of this computer. */
  public void addFolder(Path folder, String label, Kid team) {
    run(
        workplace -> {
          if (!Files.isDirectory(folder)) {
            throw new LocalFileException.NoFolder(folder);
          }
          return kept(workplace, new Place.Location.Folder(folder), label, team);
        },
        this::added);
  }

  /** Tells whether a sync client sends on what lies in a folder. */
  public void isSynchronised(Path folder, Consumer<Boolean> done) {
    frame
        .background()
        .run(
            () -> SyncedFolders.ofThisComputer().covering(folder).isPresent(),
            done,
            e ->
                state.set(
                    new State.Refused(
                        frame.desk().describe(e), () -> isSynchronised(folder, done))));
  }

  /** Stops what is under way. */
  public void cancel() {
    running.ifPresent(Background.Running::cancel);
    running = Optional.empty();
    state.set(new State.Asking());
  }

  /** Where a place will be, once that was asked. */
  @FunctionalInterface
  private interface Finding {
    Place.Location at(Workplace workplace) throws Exception;
  }

  private void add(MicrosoftSignIn.Reach reach, String label, Kid team, Finding finding) {
    signedIn(
        reach,
        () -> run(workplace -> kept(workplace, finding.at(workplace), label, team), this::added));
  }

  /** Signs in first where nobody did: not in the middle of something else. */
  private void signedIn(MicrosoftSignIn.Reach reach, Runnable then) {
    if (practice.isPresent()) {
      then.run();
      return;
    }
    run(
        workplace ->
            !MicrosoftSignIn.isSetUp(workplace.policy())
                || Files.exists(MicrosoftSignIn.file(workplace.services().home())),
        ready -> {
          if (ready) {
            then.run();
          } else {
            state.set(new State.SigningIn(reach, then));
          }
        });
  }

  private <T> void run(Desk.Work<T> work, Consumer<T> done) {
    state.set(new State.Busy());
    running =
        Optional.of(
            frame
                .desk()
                .run(
                    work,
                    result -> {
                      state.set(new State.Asking());
                      done.accept(result);
                    },
                    failure -> state.set(new State.Refused(failure, () -> run(work, done)))));
  }

  /** A place that does not open would only fail later, in the middle of a drop. */
  private static Place kept(Workplace workplace, Place.Location location, String label, Kid team)
      throws Exception {
    List<String> taken = workplace.places().all().stream().map(Place::name).toList();
    String shown = label.strip();
    Place place = new Place(Place.nameFor(shown, taken), team, location, Optional.of(shown));
    try {
      workplace.reading(place).root();
    } catch (DriveException.NotFound | DriveException.Denied e) {
      throw location instanceof Place.Location.Link ? new PlaceException.LinkLeadsNowhere(e) : e;
    } catch (DriveException.NotAFolder e) {
      throw location instanceof Place.Location.Link ? new PlaceException.LinkLeadsToFile(e) : e;
    }
    workplace.places().add(place);
    return place;
  }

  private static URI link(String pasted) throws PlaceException.NotALink {
    try {
      URI link = new URI(pasted.strip().replace(" ", "%20"));
      if ("https".equalsIgnoreCase(link.getScheme()) && link.getHost() != null) {
        return link;
      }
    } catch (URISyntaxException e) {
      throw new PlaceException.NotALink();
    }
    throw new PlaceException.NotALink();
  }

  private void added(Place place) {
    state.set(new State.Added(place));
  }
}
